using SemCom.Randomness;

namespace SemCom;

/// <summary>Everything in an episode that does not depend on the agent. Immutable; the same for the same seed.</summary>
public sealed class LinkTrace
{
    /// <summary>Speed of light [m/s].</summary>
    internal const double LightSpeed = 299_792_458;

    private LinkTrace(TraceFrame[] frames, PlaceOnTrace[] places) => (Frames, Places) = (frames, places);

    /// <summary>The frames in their order.</summary>
    public IReadOnlyList<TraceFrame> Frames { get; }

    /// <summary>The places.</summary>
    public IReadOnlyList<PlaceOnTrace> Places { get; }

    /// <summary>Draws the radio link, the load and the energy of a stream whose pictures come from elsewhere: places and clocks are to be filled in.</summary>
    /// <param name="scenario">What can happen.</param>
    /// <param name="seed">Which episode.</param>
    public static LinkTrace Draw(LinkScenario scenario, ulong seed) => Draw(scenario, seed, 1, _ => 1);

    /// <summary>One frame.</summary>
    internal static LinkTrace Of(TraceFrame now) => new([now], [.. Enumerable.Repeat(default(PlaceOnTrace), StreamState.MaxPlaces)]);

    /// <summary>Draws an episode.</summary>
    /// <param name="scenario">What can happen.</param>
    /// <param name="recording">Whose pictures and motions there are.</param>
    /// <param name="seed">Which episode.</param>
    public static LinkTrace Draw(LinkScenario scenario, LinkRecording recording, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(recording);
        return Draw(scenario, seed, recording.Pictures.Count, picture => recording.Pictures[picture].Motions.Count);
    }

    private static LinkTrace Draw(LinkScenario scenario, ulong seed, int pictures, Func<int, int> motionsOf)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        var draws = new Draws(seed);
        var places = new PlaceOnTrace[scenario.Places];
        for (var i = 0; i < places.Length; i++)
        {
            var picture = draws.Below(pictures);
            places[i] = new PlaceOnTrace(picture, draws.Below(motionsOf(picture)));
        }
        var radio = new RadioWalk(scenario, draws);
        var frames = new TraceFrame[scenario.Frames];
        var (clocks, place, share, harvest) = (new int[places.Length], 0, 1.0, draws.Between(scenario.Harvest));
        var snrs = new float[frames.Length];
        for (var t = 0; t < frames.Length; t++)
        {
            if (t == 0 || draws.Happens(scenario.FrameSeconds / scenario.LoadSeconds))
                share = scenario.LeastShare + (1 - scenario.LeastShare) * draws.Uniform();
            if (t > 0 && draws.Happens(scenario.FrameSeconds / scenario.SceneSeconds))
                place = (place + 1 + draws.Below(Math.Max(1, places.Length - 1))) % places.Length;
            snrs[t] = (float)radio.Next();
            var told = t - scenario.ReportDelay;
            var report = told < 0 || draws.Happens(scenario.ReportLoss) ? float.NaN : (float)(snrs[told] + scenario.ReportErrorDb * draws.Gaussian());
            frames[t] = new TraceFrame(snrs[t], report, (float)radio.DopplerHertz, (float)share, (float)(2 * harvest * draws.Uniform()), place, clocks[place]++, draws.Uniform());
        }
        return new LinkTrace(frames, places);
    }

    /// <summary>Correlation of fading between frames: J0(2π·f·T) of Clarke's model where it is positive, 0 elsewhere.</summary>
    internal static double FadingCorrelation(double dopplerHertz, double seconds) => Math.Max(0, BesselJ0(2 * Math.PI * dopplerHertz * seconds));

    /// <summary>The mean of cos(x·sin θ) over θ, by the midpoint rule, whose error vanishes quickly for a periodic function.</summary>
    private static double BesselJ0(double x)
    {
        const int points = 64;
        var sum = 0.0;
        for (var i = 0; i < points; i++)
            sum += Math.Cos(Math.Min(x, points / 2.0) * Math.Sin(Math.PI * (i + 0.5) / points));
        return sum / points;
    }

    /// <summary>Random numbers one after another.</summary>
    private sealed class Draws(ulong seed)
    {
        private readonly CounterRandom _random = new(seed, RandomPurpose.Environment, 0);
        private ulong _next;

        public double Uniform() => _random.Uniform(_next++);

        public double Gaussian() => Math.Sqrt(-2 * Math.Log(1 - Uniform())) * Math.Cos(2 * Math.PI * Uniform());

        public int Below(int count) => Math.Min(count - 1, (int)(count * Uniform()));

        public double Between((double Min, double Max) range) => range.Min + (range.Max - range.Min) * Uniform();

        public bool Happens(double probability) => Uniform() < probability;
    }

    /// <summary>The SNR of a device that moves.</summary>
    private sealed class RadioWalk
    {
        private readonly LinkScenario _scenario;
        private readonly Draws _draws;
        private readonly double _mean, _shadowCorrelation, _fadingCorrelation;
        private double _shadow, _fading, _blockage;
        private bool _blocked;

        public RadioWalk(LinkScenario scenario, Draws draws)
        {
            (_scenario, _draws) = (scenario, draws);
            _mean = draws.Between(scenario.MeanSnrDb);
            var speed = draws.Between(scenario.Speed);
            DopplerHertz = speed * scenario.CarrierHertz / LightSpeed;
            _shadowCorrelation = Math.Exp(-speed * scenario.FrameSeconds / scenario.ShadowingMetres);
            _fadingCorrelation = FadingCorrelation(DopplerHertz, scenario.FrameSeconds);
            (_shadow, _fading) = (draws.Gaussian(), draws.Gaussian());
        }

        public double DopplerHertz { get; }

        public double Next()
        {
            _shadow = Walk(_shadow, _shadowCorrelation);
            _fading = Walk(_fading, _fadingCorrelation);
            var (rate, depth, seconds) = _scenario.Blockage;
            _blocked = _draws.Happens(_scenario.FrameSeconds * (_blocked ? 1 / seconds : rate)) ? !_blocked : _blocked;
            // An obstacle comes in over three frames and leaves over three.
            _blockage = Math.Clamp(_blockage + (_blocked ? depth : -depth) / 3, 0, depth);
            return _mean + _scenario.ShadowingDb * _shadow + _scenario.FadingDb * _fading - _blockage;
        }

        private double Walk(double value, double correlation) => correlation * value + Math.Sqrt(1 - correlation * correlation) * _draws.Gaussian();
    }
}
