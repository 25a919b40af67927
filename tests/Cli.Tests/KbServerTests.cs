using SemCom.Knowledge.Tests.Stores.Postgres;

namespace SemCom.Cli.Tests;

public sealed class KbServerTests : CommandLineTest
{
    [Fact]
    public void EveryVerb_TakesAnAddress()
    {
        if (PostgresInstance.Missing is { } reason)
            Assert.Skip(reason);
        using var server = new PostgresInstance();
        var (camera, station) = ($"{server.Address("camera")}&files={Folder["camera"]}", $"{server.Tcp("station")};Files={Folder["station"]}");
        File.WriteAllText(Folder["harbour.md"], "# The harbour\n\nThe crane lifts containers from ships.\n");
        Assert.Contains("'camera' owns the group 'harbour'", Succeed("init", camera, "--group", "harbour"), StringComparison.Ordinal);
        Assert.DoesNotContain(PostgresInstance.Password, Succeed("init", station, "--from", camera, "--role", "reader"), StringComparison.Ordinal);
        Succeed("add", camera, Folder["harbour.md"], "--triple", "crane|stands in|harbour");
        Assert.StartsWith("in step", Succeed("sync", camera, station, "--loss", "0.2"), StringComparison.Ordinal);
        Assert.Contains("The crane lifts", Succeed("search", station, "what lifts containers"), StringComparison.Ordinal);
        Assert.Contains("crane -stands in-> harbour", Succeed("graph", station, "--from", "crane"), StringComparison.Ordinal);
        Assert.Contains("station (Reader)", Succeed("inspect", station), StringComparison.Ordinal);
        Assert.Equal(Succeed("export", camera), Succeed("export", station));
        Assert.Contains("sound", Succeed("verify", station), StringComparison.Ordinal);
        Assert.Equal(2, Run(["kb", "init", camera]));
        Assert.Contains("station (reader), this one", Succeed("members", station), StringComparison.Ordinal);
        Assert.Contains("station (writer)", Succeed("members", camera, "--role", "station=writer"), StringComparison.Ordinal);
        Assert.Contains("group key 2", Succeed("members", camera, "--remove", "station"), StringComparison.Ordinal);
        Assert.Contains("station (removed)", Succeed("members", camera), StringComparison.Ordinal);
        Assert.Equal(2, Run(["kb", "sync", camera, station]));
    }

    private string Succeed(params string[] args)
    {
        Out.GetStringBuilder().Clear();
        Assert.True(Run(["kb", .. args]) == 0, $"{string.Join(' ', args)}: {Error}");
        return Out.ToString();
    }
}
