using SemCom.Runtime.Media;

namespace SemCom.Studio.Tests.Protocol;

public class ServerMessagesTests
{
    [Fact]
    public void Frame_HasTheFieldsThatWereAgreedOn()
    {
        var message = Packs.Read(Frame().ToBytes());
        string[] agreed =
        [
            "t", "n", "w", "h", "original", "semantic", "classical", "outcome", "loss", "sampling", "mode", "ledger", "cbr", "snrDb", "planSnrDb", "effectiveSnrDb", "psnrDb", "focusPsnrDb", "shareSent",
            "classicalPsnrDb", "classicalLost", "classicalScheme", "classicalUses", "latencyMs", "encodeMs", "airMs", "decodeMs", "queue", "fps", "dropped", "constellation", "response", "decision",
        ];
        Assert.Equal(agreed.Order(StringComparer.Ordinal), message.Keys.Order(StringComparer.Ordinal));
        var ledger = (Dictionary<string, object?>)message["ledger"]!;
        Assert.Equal(ledger["total"], ledger.Where(part => part.Key != "total").Sum(part => (long)part.Value!));
        Assert.Null(message["psnrDb"]);
        Assert.Equal(new[] { "battery", "best", "by", "expected", "achieved", "plan" }.Order(StringComparer.Ordinal), ((Dictionary<string, object?>)message["decision"]!).Keys.Order(StringComparer.Ordinal));
        Assert.Equal(new[] { "bytes", "columns", "highDb", "lowDb", "rows" }, ((Dictionary<string, object?>)message["response"]!).Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void State_HasTheFieldsThatWereAgreedOn()
    {
        var message = Packs.Read(new SessionSettings { Focus = new FocusPoint(0.5, 0.25) }.ToMessage(25, isRunning: true).ToBytes());
        string[] agreed =
        [
            "t", "source", "channel", "snrDb", "dopplerHertz", "delaySpreadNs", "cbr", "mode", "agent", "intent", "intentHeard", "focus", "group", "fps", "classical", "running",
        ];
        Assert.Equal(agreed.Order(StringComparer.Ordinal), message.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(0.25, ((Dictionary<string, object?>)message["focus"]!)["y"]);
    }

    [Fact]
    public void Part_HasTheFieldsThatWereAgreedOn()
    {
        var message = Packs.Read(Part().ToBytes());
        string[] agreed =
        [
            "t", "n", "start", "rate", "original", "semantic", "classical", "loss", "ledger", "cbr", "snrDb", "planSnrDb", "effectiveSnrDb", "siSdrDb", "stoi", "latencyMs", "dropped",
            "classicalSiSdrDb", "classicalStoi", "classicalLost", "classicalScheme", "classicalUses", "classicalChoosing", "constellation", "response",
        ];
        Assert.Equal(agreed.Order(StringComparer.Ordinal), message.Keys.Order(StringComparer.Ordinal));
        Assert.Equal([0, 0, 255, 127, 0, 128], (byte[])message["original"]!);
        Assert.Equal("opus 8 kbit/s", message["classicalScheme"]);
        var without = Packs.Read((Part() with { Rival = null, RivalIsChoosing = true }).ToBytes());
        Assert.Equal((null, null, false, 0L, true), (without["classical"], without["classicalScheme"], (bool)without["classicalLost"]!, (long)without["classicalUses"]!, (bool)without["classicalChoosing"]!));
    }

    [Fact]
    public void Error_TellsMessageAndRemedyApart()
    {
        var message = Packs.Read(ErrorMessage.From(new SemComException("cbr must be above 0 (was -1; why?); 1/16 is usual")).ToBytes());
        Assert.Equal("cbr must be above 0 (was -1; why?)", message["message"]);
        Assert.Equal("1/16 is usual", message["remedy"]);
    }

    /// <summary>What is louder than 1 is clipped.</summary>
    private static PartMessage Part() => new()
    {
        Number = 3,
        StartSeconds = 1.5,
        SampleRate = 8000,
        Original = SoundFile.ToPcm(new Sound(8000, [0, 1.5f, -2])),
        Semantic = SoundFile.ToPcm(Sound.Silence(8000, 3)),
        Ledger = new ChannelUseLedger(100, 20, 30, 4, 0),
        Cbr = 0.25,
        SnrDb = 10,
        PlanSnrDb = 10,
        LatencyMs = 2100,
        Dropped = 0,
        Rival = new PartRival(SoundFile.ToPcm(Sound.Silence(8000, 3)), null, 0, Lost: true, "opus 8 kbit/s", 154),
    };

    private static FrameMessage Frame() => new()
    {
        Number = 3,
        Width = 4,
        Height = 2,
        Original = [1],
        Outcome = "shown",
        Sampling = "regions",
        Mode = "analog",
        Ledger = new ChannelUseLedger(100, 20, 30, 4, 5),
        Facts = new FrameFacts { PsnrDb = double.PositiveInfinity },
        Response = new ResponseMap(1, 2, -3, 3, [0, 255]),
        Decision = new DecisionFacts("analog 1/48", "policy", 0.5, null, 1, [new PlanWorth("analog 1/24", 0.4)]),
    };
}
