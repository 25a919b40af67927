using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace SemCom.Knowledge.Tests.Stores.Crashes;

/// <summary>This assembly, run again as the process that is killed: it opens a store, does one step after the other and says the number of each that is done.</summary>
internal static class CrashWriter
{
    public const string Ready = "ready";

    private const string Variable = "SEMCOM_CRASH_WRITER", Separator = "|";

    /// <summary>Starts the process.</summary>
    public static Process Start(string store, int firstStep)
    {
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var start = new ProcessStartInfo(host, [typeof(CrashWriter).Assembly.Location]) { RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment[Variable] = string.Create(CultureInfo.InvariantCulture, $"{firstStep}{Separator}{store}");
        return Process.Start(start)!;
    }

    /// <summary>Takes over before the tests would run.</summary>
    [ModuleInitializer]
    internal static void TakeOver()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { } task)
            return;
        var parts = task.Split(Separator, 2);
        using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        output.Write(Ready + "\n");
        using var store = KnowledgeStores.Open(parts[1], new ManualTime());
        for (var step = int.Parse(parts[0], CultureInfo.InvariantCulture); ; step++)
        {
            CrashWork.Do(step, store);
            output.Write(string.Create(CultureInfo.InvariantCulture, $"{step}\n"));
        }
    }
}
