namespace SemCom.Channels.Tests.Tdl;

public class TdlProfileTests
{
    [Theory]
    [InlineData("TDL-A", 23, 1.0001)]
    [InlineData("TDL-B", 23, 1.0000)]
    [InlineData("TDL-C", 24, 1.0000)]
    [InlineData("TDL-D", 13, 0.9937)]
    [InlineData("TDL-E", 14, 1.0002)]
    public void Powers_SumToOne_AndTheDelaySpread_IsThatOfTheStandardsTable(string name, int count, double spread)
    {
        var taps = TdlProfile.Find(name).Taps.ToArray();
        Assert.Equal(count, taps.Length);
        Assert.Equal(1, taps.Sum(t => t.Power), 1e-12);
        var mean = taps.Sum(t => t.Power * t.NormalizedDelay);
        Assert.Equal(spread, Math.Sqrt(taps.Sum(t => t.Power * Math.Pow(t.NormalizedDelay - mean, 2))), 1e-4);
        Assert.Equal(0, taps.Min(t => t.NormalizedDelay));
    }

    [Theory]
    [InlineData("TDL-A", 13, 2.1718, -12.4)]
    [InlineData("TDL-B", 6, 0.2986, -1.2)]
    [InlineData("TDL-C", 24, 8.6523, -22.8)]
    [InlineData("TDL-D", 13, 12.5250, -27.7)]
    [InlineData("TDL-E", 14, 20.6519, -29.2)]
    public void RowsThatOtherProgramsGetWrong_AreTheStandards(string name, int tap, double delay, double powerDb)
    {
        // TR 38.901 tables 7.7.2-1 to -5; the reference is the strongest scattered tap or, in D and E, the line of sight.
        var profile = TdlProfile.Find(name);
        var reference = profile.KFactor > 0
            ? profile.Taps[0].LineOfSightPower * Math.Pow(10, (name == "TDL-D" ? 0.2 : 0.03) / 10)
            : profile.Taps.ToArray().Max(t => t.Power);
        Assert.Equal(delay, profile.Taps[tap - 1].NormalizedDelay);
        Assert.Equal(powerDb, Decibels.FromLinear(profile.Taps[tap - 1].Power / reference), 1e-9);
    }

    [Theory]
    [InlineData("TDLA30", 30e-9, 12, 290e-9)]
    [InlineData("TDLB100", 100e-9, 12, 480e-9)]
    [InlineData("TDLC300", 300e-9, 12, 2595e-9)]
    public void SimplifiedProfiles_HaveTheirDelaysInNanoseconds(string name, double spread, int count, double last)
    {
        var profile = TdlProfile.Find(name.ToLowerInvariant());
        Assert.Equal(spread, profile.DefaultDelaySpreadSeconds, 1e-15);
        Assert.Equal(count, profile.Taps.Length);
        Assert.Equal(last, new TdlPathProcess(profile, spread, 0).DelaysSeconds[^1], 1e-15);
    }

    [Fact]
    public void UnknownProfile_IsRefused_WithTheChoices() => Assert.Equal(
        "TDL profile must be one of TDL-A, TDL-B, TDL-C, TDL-D, TDL-E, TDLA30, TDLB100, TDLC300 (was \"TDL-Z\"); choose one of these",
        Assert.Throws<SemComException>(() => TdlProfile.Find("TDL-Z")).Message);

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, -1)]
    [InlineData(0, 0)]
    [InlineData(double.NaN, 1)]
    [InlineData(0, double.PositiveInfinity)]
    public void AbsurdTaps_AreRefused(double delay, double power) =>
        Assert.Throws<SemComException>(() => new TdlProfile("mine", 1e-7, new TdlTap(delay, power)));

    [Fact]
    public void NoTaps_AreRefused() => Assert.Throws<SemComException>(() => new TdlProfile("mine", 1e-7));
}
