using SemCom.Coding;
using SemCom.Core.Tests.Latents;
using SemCom.Core.Tests.Quality;
using SemCom.Framing;
using SemCom.Latents;
using SemCom.Transmitter.Image;
using SemCom.Transmitter.Planning;

namespace SemCom.Transmitter.Tests.Planning;

public sealed class SideInformationPlannerTests
{
    private static readonly LatentTables Tables = TrainedModel.Tables;
    private static readonly PictureAnalysis Waves = PictureAnalysis.Of(TestPictures.NoisyWaves(384, 256, 12), Tables);

    public static TheoryData<double, FadingProfile> Conditions { get; } = new()
    {
        { -15, FadingProfile.None }, { -3, FadingProfile.None }, { 6, FadingProfile.None }, { 20, FadingProfile.None },
        { 0, FadingProfile.BlockRayleigh }, { 15, FadingProfile.BlockRayleigh },
    };

    [Theory]
    [MemberData(nameof(Conditions))]
    public void HeaderMessageAndPayload_FillTheBudgetAndNoMore(double snrDb, FadingProfile fading)
    {
        foreach (var budget in new[] { 3_000, 5_000, 12_345, 18_000 })
        {
            var side = Choose(Waves, snrDb, fading, budget);
            var header = CodedBlockFormat.ForHeader(FrameHeader.BitCount, side.HeaderProtection).SymbolCount;
            Assert.Equal(budget, header + side.MessageSymbols + side.PayloadSymbols);
            Assert.Equal(2 * side.PayloadSymbols, side.Allocation.RealUses);
            Assert.Equal(side.Message.ToBits(Tables), side.Bits);
        }
    }

    [Theory]
    [MemberData(nameof(Conditions))]
    public void BudgetsTooSmallForAnything_GiveTheSmallestFrame(double snrDb, FadingProfile fading)
    {
        foreach (var budget in new[] { 0, 10, 100 })
        {
            var side = Choose(Waves, snrDb, fading, budget);
            Assert.Equal((24, 0, 0), (side.PayloadSymbols, side.Message.Map.Cell, side.MessageSymbols));
        }
    }

    /// <summary>Payloads end where every latent has its symbol, and where the header's field ends.</summary>
    [Fact]
    public void BudgetsTooLarge_AreNotFilled()
    {
        var side = Choose(Waves, 20, FadingProfile.None, 1_000_000);
        Assert.InRange(side.PayloadSymbols, 381 * Waves.Grid.Count / 2, 384 * Waves.Grid.Count / 2);
    }

    [Fact]
    public void WithoutFading_TheCheapestProtectionIsTaken_ThatHoldsAMarginBelowThePlan()
    {
        for (var snrDb = -12.0; snrDb < 20; snrDb += 0.5)
        {
            var side = Choose(Waves, snrDb, FadingProfile.None, 18_000);
            var bits = side.Bits.Length;
            var strongEnough = MessageProtection.All.Where(p => p.Mcs is null == bits < 500 && p.EsN0Db(bits) <= snrDb - 1).ToArray();
            if (strongEnough.Length > 0)
                Assert.Equal(strongEnough.Min(p => p.SymbolCount(Math.Max(bits, 1))), side.Protection.SymbolCount(Math.Max(bits, 1)));
            Assert.True(side.HeaderProtection == ProtectionLevel.All[^1] || side.HeaderProtection.HeaderEsN0Db <= side.Protection.EsN0Db(bits) - 0.5);
        }
    }

    [Fact]
    public void Fading_AsksForStrongerProtectionThanNone()
    {
        foreach (var snrDb in new[] { 5.0, 10, 15 })
        {
            var (constant, fading) = (Choose(Waves, snrDb, FadingProfile.None, 18_000), Choose(Waves, snrDb, FadingProfile.BlockRayleigh, 18_000));
            Assert.True(fading.HeaderProtection.Index > constant.HeaderProtection.Index);
        }
    }

    /// <summary>vN/(p + N) for values that are sent, v for others: what Lee and Petersen's receiver is left with.</summary>
    [Theory]
    [InlineData(2_000, 0.05, 1, 0)]
    [InlineData(30_000, 0.5, 1, 0)]
    [InlineData(30_000, 0.5, 0.4, 0)]
    [InlineData(2_000, 0.05, 0.2, 0.03)]
    public void ExpectedError_IsThatOfLinearEstimation_WhenTheMapIsExact(int realUses, double noise, double strongest, double estimationError)
    {
        var gains = new SymbolGains(1, (1 + strongest) / 2, strongest);
        var map = ClassMap.FromActivity(Tables, Waves.Grid, 1, Waves.Activity);
        var groups = LatentGroup.InOrder(Tables, map, withLow: false);
        var allocation = LatentAllocation.Create(groups, realUses, noise);
        double expected = 0;
        for (var g = 0; g < allocation.Groups.Count; g++)
        {
            var (group, sent) = (allocation.Groups[g], allocation.Taken[g]);
            var power = allocation.Gains[g] * allocation.Gains[g] * group.Variance;
            var disturbance = noise + estimationError * power;
            var left = disturbance / gains.At(power / disturbance * noise);
            expected += sent * group.Variance * left / (power + left) + (group.Members.Length - sent) * group.Variance;
        }
        var error = new ExpectedError(Tables, Waves, map, groups).Of(allocation, noise, gains, estimationError, baseError: 12_345);
        Assert.Equal((expected + 12_345) / (768 * Waves.Grid.Count), error, 1e-6 * error);
    }

    /// <summary>Where channel uses are few the focus is told coarsely, and never dropped; equal weights need none.</summary>
    [Fact]
    public void Focus_IsToldAsFinelyAsItPays()
    {
        var speckles = new float[384 * 256];
        for (var i = 0; i < speckles.Length; i++)
            speckles[i] = (i / 384 / 16 * 31 + i % 384 / 16 * 17) % 5 == 0 ? 32 : 1;
        var weights = RegionWeights.FromValues(384, 256, speckles);
        var few = Plan(weights, 1_500).Message.Focus;
        var many = Plan(weights, 60_000).Message.Focus;
        Assert.NotNull(few);
        Assert.Equal(1, many!.Cell);
        Assert.True(few.Cell > 1, $"{few.Cell}");
        Array.Fill(speckles, 3);
        Assert.Null(Plan(RegionWeights.FromValues(384, 256, speckles), 18_000).Message.Focus);

        static SideInformation Plan(RegionWeights weights, int budget) =>
            new SideInformationPlanner(Tables).Choose(Waves, new LinkPlan(1 / 16.0, 10) { Weights = weights }, budget);
    }

    /// <summary>A constant picture needs no map; one of which half is noise is worth one.</summary>
    [Fact]
    public void RateMap_IsSentWhereItPays()
    {
        var rgb = new byte[384 * 256 * 3];
        Assert.Equal(0, Choose(Of(rgb), 10, FadingProfile.None, 18_000).Message.Map.Cell);
        new Random(1).NextBytes(rgb.AsSpan(0, rgb.Length / 2));
        var side = Choose(Of(rgb), 10, FadingProfile.None, 18_000);
        Assert.NotEqual(0, side.Message.Map.Cell);
        Assert.True(side.Message.Map[0, 0] > side.Message.Map[15, 0]);

        static PictureAnalysis Of(byte[] rgb) => PictureAnalysis.Of(new Picture(384, 256, rgb), Tables);
    }

    private static SideInformation Choose(PictureAnalysis picture, double snrDb, FadingProfile fading, int budget) =>
        new SideInformationPlanner(Tables).Choose(picture, new LinkPlan(0.5, snrDb) { Fading = fading }, budget);
}
