using System.Diagnostics;

namespace SemCom.Channels.Tests;

/// <summary>Runs tests again in a process that may not use some of the processor's instructions.</summary>
internal static class InstructionSets
{
    /// <summary>All cases of a test method must pass there.</summary>
    /// <param name="setting">Environment variable of .NET that switches instructions off when it is 0.</param>
    /// <param name="tests">The class.</param>
    /// <param name="method">The method.</param>
    /// <param name="cases">How many cases it has.</param>
    public static void AssertPassesWithout(string setting, Type tests, string method, int cases)
    {
        var start = new ProcessStartInfo("dotnet", [tests.Assembly.Location, "-method", $"{tests.FullName}.{method}"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            Environment = { [setting] = "0" },
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output);
        Assert.Contains($"Total: {cases}", output, StringComparison.Ordinal);
    }
}
