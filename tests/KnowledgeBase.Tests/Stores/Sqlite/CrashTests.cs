using System.Globalization;
using SemCom.Knowledge.Tests.Stores.Crashes;

namespace SemCom.Knowledge.Tests.Stores.Sqlite;

/// <summary>
/// A process that writes is killed 10 times, or as often as the environment variable SEMCOM_CRASHES says. A killed process loses nothing that it gave to the system; what a power failure does,
/// these tests do not show.
/// </summary>
public sealed class CrashTests
{
    [Fact]
    public void WhatWasCommitted_SurvivesKilling()
    {
        using var folder = new TemporaryFolder();
        CrashTrial.Run(folder["store.db"], int.Parse(Environment.GetEnvironmentVariable("SEMCOM_CRASHES") ?? "10", CultureInfo.InvariantCulture), _ => { });
    }
}
