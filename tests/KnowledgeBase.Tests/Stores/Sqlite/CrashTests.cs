using System.Globalization;

namespace SemCom.Knowledge.Tests.Stores.Sqlite;

/// <summary>
/// A process that writes is killed (SIGKILL) at random moments, again and again on the same file; 10 times, or as often as the environment variable SEMCOM_CRASHES says.
/// A killed process loses nothing that it gave to the system; what a power failure does, these tests do not show.
/// </summary>
public sealed class CrashTests
{
    [Fact]
    public void WhatWasCommitted_SurvivesKilling()
    {
        var crashes = int.Parse(Environment.GetEnvironmentVariable("SEMCOM_CRASHES") ?? "10", CultureInfo.InvariantCulture);
        var random = new Random(2026);
        using var folder = new TemporaryFolder();
        var (expected, unsaid) = (new CrashWork(), 0);
        for (var crash = 0; crash < crashes; crash++)
        {
            var done = RunAndKill(folder["store.db"], expected.Steps, random);
            while (expected.Steps < done)
                expected.Advance();
            using var store = new SqliteKnowledgeStore(folder["store.db"], new ManualTime());
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
    private static int RunAndKill(string path, int firstStep, Random random)
    {
        using var process = CrashWriter.Start(path, firstStep);
        try
        {
            Assert.Equal(CrashWriter.Ready, process.StandardOutput.ReadLine());
            var done = firstStep;
            // Some are killed while they open the file, the others while they write.
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
