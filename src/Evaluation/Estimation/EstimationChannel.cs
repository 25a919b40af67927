using SemCom.Channels;
using SemCom.Randomness;
using SemCom.Receiver.Estimation;

namespace SemCom.Evaluation;

/// <summary>A tapped delay line on which estimators are compared.</summary>
/// <param name="Paths">Its paths.</param>
/// <param name="SpacingHertz">Distance between subcarriers [Hz].</param>
internal sealed record EstimationChannel(TdlPathProcess Paths, double SpacingHertz)
{
    /// <summary>A draw of profile, delay spread 10 to 1000 ns, Doppler shift 0 to 500 Hz and spacing 15 or 30 kHz for each frame.</summary>
    public const string Mixture = "mixture";

    /// <summary>The mixture without lines of sight, on which LMMSE with the true covariance is the minimum.</summary>
    public const string GaussianMixture = "mixture-abc";

    /// <summary>Profiles of 1 to 6 paths at any delays up to 3 µs, which no profile of a standard describes.</summary>
    public const string SparseMixture = "mixture-sparse";

    private const int MostDraws = 400;

    /// <summary>The channels that a name or a specification stands for; a mixture is drawn once for each frame, up to 400 times.</summary>
    /// <exception cref="SemComException">The name is unknown, or the channel no tapped delay line with one antenna at each end.</exception>
    public static IReadOnlyList<EstimationChannel> Find(string text, int frames, ulong seed)
    {
        var draws = Math.Min(frames, MostDraws);
        switch (text.ToLowerInvariant())
        {
            case Mixture:
                return [.. Enumerable.Range(0, draws).Select(i => Draw(seed, i, "ABCDE"))];
            case GaussianMixture:
                return [.. Enumerable.Range(0, draws).Select(i => Draw(seed, i, "ABC"))];
            case SparseMixture:
                return [.. Enumerable.Range(0, draws).Select(i => DrawSparse(seed, i))];
            default:
                var spec = ChannelSpec.Parse(text);
                return spec.Create(0) is MultipathOfdmChannel { Paths: TdlPathProcess paths, Grid: var grid } && spec.Antennas == AntennaScheme.OneByOne
                    ? [new EstimationChannel(paths, grid.SpacingHertz)]
                    : throw new SemComException($"--channel must be a tapped delay line with one antenna at each end, {Mixture}, {GaussianMixture} or {SparseMixture} (was '{text}'); "
                        + "write for example tdl-c:ds=300ns,fd=50Hz");
        }
    }

    /// <summary>The hint that tells an estimator of this channel; null where it has none of the profiles TDL-A to TDL-E.</summary>
    public ChannelHint? Hint =>
        Paths.Profile.Name is ['T', 'D', 'L', '-', var letter and >= 'A' and <= 'E'] ? new(letter, Paths.DelaySpreadSeconds, Paths.DopplerHertz) : null;

    private static EstimationChannel Draw(ulong seed, int index, string profiles)
    {
        var random = new CounterRandom(seed, RandomPurpose.SourceData, (ulong)index);
        var profile = TdlProfile.Find($"TDL-{profiles[(int)(random.Uniform(0) * profiles.Length)]}");
        return Finish(random, profile, 10e-9 * Math.Pow(100, random.Uniform(1)));
    }

    private static EstimationChannel DrawSparse(ulong seed, int index)
    {
        const double Longest = 3, UnitSeconds = 1e-6;
        var random = new CounterRandom(seed, RandomPurpose.SourceData, (ulong)index);
        var taps = new TdlTap[1 + (int)(random.Uniform(0) * 6)];
        for (var t = 0; t < taps.Length; t++)
        {
            var delay = t == 0 ? 0 : Longest * random.Uniform(10 + 2 * (ulong)t);
            taps[t] = new TdlTap(delay, Decibels.ToLinear(t == 0 ? 0 : -15 * random.Uniform(11 + 2 * (ulong)t)));
        }
        return Finish(random, new TdlProfile("sparse", UnitSeconds, taps), UnitSeconds);
    }

    private static EstimationChannel Finish(CounterRandom random, TdlProfile profile, double delaySpreadSeconds) =>
        new(new TdlPathProcess(profile, delaySpreadSeconds, 500 * random.Uniform(2)), random.Uniform(3) < 0.5 ? 15e3 : 30e3);
}
