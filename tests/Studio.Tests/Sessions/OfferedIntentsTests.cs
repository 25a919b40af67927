namespace SemCom.Studio.Tests.Sessions;

public class OfferedIntentsTests
{
    /// <summary>What the page offers to ask for is understood, word for word, and each is something else.</summary>
    [Fact]
    public void OfferedIntents_AreUnderstood()
    {
        using var samples = SourceCatalogue.Open(null, new StudioLimits(), _ => { });
        var readings = StudioChoicesOf.All(samples).Intents.Select(words => new IntentGrammar().Read(words)).ToList();

        Assert.All(readings, reading => Assert.Empty(reading.NotUnderstood));
        Assert.All(readings, reading => Assert.NotEmpty(reading.Understood));
        Assert.Distinct(readings.Select(reading => reading.Require()));
        Assert.Equal(readings[0].Understood, new SessionSettings().IntentHeard);
    }
}
