using System.Globalization;

namespace SemCom.Knowledge.Tests.Stores.Crashes;

/// <summary>A process that writes is killed (SIGKILL) at random moments, again and again on the same store.</summary>
internal static class CrashTrial
{
    /// <summary>Kills and compares.</summary>
    /// <param name="name">The store.</param>
    /// <param name="crashes">How often.</param>
    /// <param name="await">Waits until nothing that the killed process asked for is under way.</param>
    public static void Run(string name, int crashes, Action<IMemberStore> await)
    {
        var random = new Random(2026);
        var (expected, unsaid) = (new CrashWork(), 0);
        for (var crash = 0; crash < crashes; crash++)
        {
            var done = RunAndKill(name, expected.Steps, random);
            while (expected.Steps < done)
                expected.Advance();
            using var store = KnowledgeStores.Open(name, new ManualTime());
            await(store);
            // One step more may have been committed before its number was said, but never a part of it.
            if (!expected.IsIn(store))
            {
                expected.Advance();
                unsaid++;
                Assert.True(expected.IsIn(store), $"crash {crash} after {done} steps: entries or records are lost, or there is a part of a step");
            }
            var report = store.Verify();
            Assert.Empty(report.Problems);
            Assert.Equal((expected.Entries.Count(), expected.Records.Count()), (report.Entries, report.Records));
        }
        Assert.True(expected.Steps > crashes / 2, $"only {expected.Steps} steps were done, so that hardly anything was tested");
        TestContext.Current.SendDiagnosticMessage($"{crashes} crashes, {expected.Steps} steps, {unsaid} committed but not said");
    }

    /// <summary>Lets the process work for a while.</summary>
    /// <returns>Steps that it said were done, all those before included.</returns>
    private static int RunAndKill(string name, int firstStep, Random random)
    {
        using var process = CrashWriter.Start(name, firstStep);
        try
        {
            Assert.Equal(CrashWriter.Ready, process.StandardOutput.ReadLine());
            var done = firstStep;
            // Some are killed while they open the store, the others while they write.
            if (random.Next(4) > 0)
                done = 1 + int.Parse(process.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
            Thread.Sleep(random.Next(60));
            Thread.SpinWait(random.Next(20_000));
            process.Kill();
            while (process.StandardOutput.ReadLine() is { Length: > 0 } line)
                done = 1 + int.Parse(line, CultureInfo.InvariantCulture);
            return done;
        }
        finally
        {
            process.Kill();
            process.WaitForExit();
        }
    }
}
