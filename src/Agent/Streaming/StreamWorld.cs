using SemCom.Agents;

namespace SemCom;

/// <summary>
/// An episode's rules: what sending a picture in some way costs and brings, given what was sent before. Environments play by them with recorded outcomes, models with predicted ones, and the oracle with
/// the future. Immutable.
/// </summary>
/// <param name="scenario">What can happen.</param>
/// <param name="recording">Pictures and motions.</param>
/// <param name="trace">What does happen.</param>
/// <param name="intent">What is wanted.</param>
/// <param name="catalogue">What can be done.</param>
public sealed class StreamWorld(LinkScenario scenario, LinkRecording recording, LinkTrace trace, LinkIntent intent, PlanCatalogue catalogue)
{
    /// <summary>Mean squared error of a wrong picture or none (0..255 scale, squared).</summary>
    private const double WrongError = LinkPlan.LostError;

    /// <summary>Semantic similarity of a wrong picture.</summary>
    private const double WrongSimilarity = 0.25;

    private static readonly double PeakDb = 20 * Math.Log10(255);

    /// <summary>Most channel uses / source values that the intent allows a frame; recorded streams know none.</summary>
    private double MostCbr { get; init; } = double.PositiveInfinity;

    /// <summary>Most time that the intent allows from capture until all has arrived [s]; recorded streams know none.</summary>
    private double MostDelaySeconds { get; init; } = double.PositiveInfinity;

    /// <summary>What can happen.</summary>
    public LinkScenario Scenario => scenario;

    /// <summary>What does happen.</summary>
    public LinkTrace Trace => trace;

    /// <summary>What is wanted.</summary>
    public LinkIntent Intent => intent;

    /// <summary>What can be done.</summary>
    public PlanCatalogue Catalogue => catalogue;

    /// <summary>Pictures and motions.</summary>
    public LinkRecording Recording => recording;

    /// <summary>Transmissions over another channel, of the same pictures, which answer from frame <see cref="ShiftsAt"/> on; null where the channel stays.</summary>
    public LinkRecording? After { get; init; }

    /// <summary>Frame from which on <see cref="After"/> answers.</summary>
    public int ShiftsAt { get; init; } = int.MaxValue;

    /// <summary>
    /// The world as a sender knows it in the moment: one frame, and how its scene moves. The limits of the intent on channel uses and latency hold here, for the size of the pictures is known.
    /// </summary>
    /// <param name="scenario">Rules.</param>
    /// <param name="now">The frame; its true SNR is not looked at.</param>
    /// <param name="motion">How the scene differs from the frame before, first, and from the picture that both ends have, last.</param>
    /// <param name="intent">What is wanted.</param>
    /// <param name="catalogue">What can be done.</param>
    /// <param name="sourceValues">Values of a picture.</param>
    public static StreamWorld Present(LinkScenario scenario, TraceFrame now, SceneMotion motion, LinkIntent intent, PlanCatalogue catalogue, int sourceValues)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(intent);
        ArgumentNullException.ThrowIfNull(catalogue);
        var limits = intent.Constraints;
        return new StreamWorld(scenario, LinkRecording.OfScene(motion, catalogue), LinkTrace.Of(now), intent, catalogue)
        {
            MostCbr = Math.Min(limits.MaxChannelUsesPerFrame ?? double.PositiveInfinity, limits.MaxBandwidthHz * scenario.FrameSeconds ?? double.PositiveInfinity) / sourceValues,
            MostDelaySeconds = limits.MaxLatencySeconds ?? double.PositiveInfinity,
        };
    }

    /// <summary>The picture of a place.</summary>
    public PictureRecording PictureOf(int place) => recording.Pictures[trace.Places[place].Picture];

    /// <summary>What a plan brings by the recording, at the true SNR of a frame.</summary>
    /// <param name="frame">Number of the frame.</param>
    /// <param name="action">Number of the plan.</param>
    /// <param name="snrDb">SNR at nominal power that is planned for [dB].</param>
    public Transmission Recorded(int frame, int action, double snrDb)
    {
        var (way, power) = (catalogue.WayOf[action], catalogue.Plans[action].PowerDb);
        if (way < 0)
            return default;
        var picture = trace.Places[trace.Frames[frame].Place].Picture;
        var answers = After is not null && frame >= ShiftsAt ? After : recording;
        return new Transmission(answers.Cbr(picture, way, snrDb + power), answers.Outcome(picture, way, snrDb + power, trace.Frames[frame].SnrDb + power));
    }

    /// <summary>Does an action.</summary>
    /// <param name="state">Is changed to what is the case afterwards.</param>
    /// <param name="frame">Number of the frame.</param>
    /// <param name="action">Number of the plan.</param>
    /// <param name="transmission">What sending it costs and brings.</param>
    /// <param name="isLost">Whether it cannot be read.</param>
    public FrameResult Step(ref StreamState state, int frame, int action, Transmission transmission, bool isLost)
    {
        state.Arrive();
        var plan = catalogue.Plans[action];
        var cbr = plan.Way.Sampling == FrameSampling.Skip ? 0 : Cbr(state, trace.Frames[frame], plan.Way, transmission);
        return Settle(ref state, frame, action, transmission.Outcome, cbr, Foresee(state, frame, action, cbr, isLost));
    }

    /// <summary>What becomes of a plan by the rules.</summary>
    /// <param name="state">What is the case.</param>
    /// <param name="frame">Number of the frame.</param>
    /// <param name="action">Number of the plan.</param>
    /// <param name="cbr">Channel uses of what is sent / source values.</param>
    /// <param name="isLost">Whether it cannot be read.</param>
    public FrameFate Foresee(StreamState state, int frame, int action, double cbr, bool isLost)
    {
        state.Arrive();
        var (now, plan) = (trace.Frames[frame], catalogue.Plans[action]);
        return Fate(state, now, plan, cbr, plan.Power * cbr / LinkIntent.ReferenceBandwidthRatio, scenario.Capacity * now.Share, isLost);
    }

    /// <summary>Takes what became of a plan: queue, battery, and what both ends then have.</summary>
    /// <param name="state">Is changed to what is the case afterwards.</param>
    /// <param name="frame">Number of the frame.</param>
    /// <param name="action">Number of the plan.</param>
    /// <param name="outcome">What is received, if it arrives.</param>
    /// <param name="cbr">Channel uses of what is sent / source values.</param>
    /// <param name="fate">What became of it.</param>
    public FrameResult Settle(ref StreamState state, int frame, int action, RecordedOutcome outcome, double cbr, FrameFate fate)
    {
        state.Arrive();
        var (now, plan) = (trace.Frames[frame], catalogue.Plans[action]);
        var capacity = scenario.Capacity * now.Share;
        var energy = plan.Power * cbr / LinkIntent.ReferenceBandwidthRatio;
        if (fate is not (FrameFate.Arrived or FrameFate.Late or FrameFate.Lost))
            (cbr, energy) = (0, 0);
        var delay = cbr == 0 ? 0 : scenario.FrameSeconds * (state.Queue + cbr) / capacity;
        if (fate is FrameFate.Arrived or FrameFate.Late)
        {
            var arrived = Received(state, now, plan.Way, outcome);
            (state.IsLate, state.Late, state.LatePlace) = (true, arrived, now.Place);
            if (fate == FrameFate.Arrived)
                state.Arrive();
        }
        state.Queue = Math.Max(0, state.Queue + cbr - capacity);
        state.Battery = Math.Min(scenario.Battery, state.Battery - energy + now.Harvest);
        return Judge(state, now, cbr, energy, delay, plan.PowerDb, fate);
    }

    /// <summary>How a place has changed since a picture that is known of it; null where none is.</summary>
    public (double Share, double ChangeDb, int Age)? Change(in StreamState state, int frame)
    {
        var now = trace.Frames[frame];
        var known = KnownOf(state, now.Place);
        if (!known.IsThere)
            return null;
        var (motion, age) = (MotionOf(now.Place), now.Clock - known.Clock);
        return age <= 0 ? (0, -20, 0) : (At(motion.ChangedShare, age), At(motion.ChangeDb, age), age);
    }

    /// <summary>What is shown when nothing is sent, against the picture of the moment: its mean squared errors and semantic similarity.</summary>
    public (double Error, double FocusError, double Similarity) Shown(in StreamState state, int frame)
    {
        var copy = state;
        copy.Arrive();
        return Shown(copy, trace.Frames[frame]);
    }

    /// <summary>
    /// What will be shown some frames later is worth, without prices, if nothing more is sent and every frame changes as much as the present one did against the one before; random changes add up.
    /// </summary>
    internal double WorthLater(in StreamState state, int frame, int frames)
    {
        var now = trace.Frames[frame];
        var (error, focusError, similarity) = Shown(state, frame);
        if ((state.IsLate ? state.LatePlace : state.Shown) != now.Place)
            return Worth(error, focusError, similarity);
        var (change, focusChange, kept) = Drift(now.Place, frames);
        return WorthLater(error + change, focusError + focusChange, similarity * kept);
    }

    /// <summary>By how much errors grow in some frames, and what is then left of similarity, if every frame changes as much as the present one did.</summary>
    internal (double Error, double FocusError, double Similarity) Drift(int place, int frames)
    {
        var motion = MotionOf(place);
        return (frames * ManagedDecibels.ToLinear(motion.ChangeDb[0]), frames * ManagedDecibels.ToLinear(motion.FocusChangeDb[0]), Math.Pow(motion.Similarity[0], Math.Sqrt(frames)));
    }

    /// <summary>What is shown later is worth: it is never further off than a wrong picture.</summary>
    internal double WorthLater(double error, double focusError, double similarity) => Worth(Math.Min(error, WrongError), Math.Min(focusError, WrongError), similarity);

    /// <summary>What is shown is worth by the intent, without prices.</summary>
    internal double Worth(double error, double focusError, double similarity) =>
        intent.Quality(PsnrDb(error), similarity, intent.Weights.Sharpness == 0 ? 0 : PsnrDb(focusError));

    private static KnownPicture KnownOf(in StreamState state, int place) => state.IsLate && state.LatePlace == place ? state.Late : state.Known(place);

    internal double Cbr(in StreamState state, TraceFrame now, SendingWay way, Transmission transmission)
    {
        if (way.Sampling != FrameSampling.Regions)
            return transmission.Cbr;
        // The message that tells the tiles costs the same for few and for many.
        var message = Math.Max(0, transmission.Cbr - way.Cbr) * LinkRecording.TileShare;
        var known = state.Known(now.Place);
        return known.IsThere ? message + way.Cbr * ShareOf(known, now) : 0;
    }

    internal double ShareOf(KnownPicture known, TraceFrame now) => now.Clock <= known.Clock ? 0 : At(MotionOf(now.Place).ChangedShare, now.Clock - known.Clock);

    internal FrameFate Fate(in StreamState state, TraceFrame now, AgentPlan plan, double cbr, double energy, double capacity, bool isLost)
    {
        var way = plan.Way;
        if (way.Sampling == FrameSampling.Skip)
            return FrameFate.Skipped;
        if (!intent.Constraints.Allows(way.Mode) || plan.PowerDb > (intent.Constraints.MaxPowerDb ?? double.PositiveInfinity))
            return FrameFate.Forbidden;
        if (way.Sampling == FrameSampling.Regions && !state.Known(now.Place).IsThere)
            return FrameFate.NoReference;
        if (cbr > MostCbr)
            return FrameFate.Forbidden;
        if (energy > state.Battery - (intent.Constraints.MinBattery ?? 0) * scenario.Battery)
            return FrameFate.NoEnergy;
        if (state.Queue + cbr > 2 * capacity || scenario.FrameSeconds * (state.Queue + cbr) > MostDelaySeconds * capacity)
            return FrameFate.Dropped;
        if (isLost)
            return FrameFate.Lost;
        return state.Queue + cbr <= capacity ? FrameFate.Arrived : FrameFate.Late;
    }

    internal KnownPicture Received(in StreamState state, TraceFrame now, SendingWay way, RecordedOutcome outcome)
    {
        var (error, focusError) = (ManagedDecibels.ToLinear(outcome.ErrorDb), ManagedDecibels.ToLinear(outcome.FocusErrorDb));
        if (way.Sampling != FrameSampling.Regions)
            return new KnownPicture(now.Clock, (float)error, (float)focusError, outcome.Similarity, true);
        var known = state.Known(now.Place);
        var (share, age) = (ShareOf(known, now), now.Clock - known.Clock);
        var rest = age <= 0 ? 0 : ManagedDecibels.ToLinear(At(MotionOf(now.Place).RestDb, age));
        return new KnownPicture(now.Clock, (float)Mix(error, known.Error + rest), (float)Mix(focusError, known.FocusError + rest), (float)Math.Clamp(1 - Mix(1 - outcome.Similarity, 1 - known.Similarity), 0, 1), true);

        double Mix(double changed, double left) => share * changed + (1 - share) * left;
    }

    internal (double Error, double FocusError, double Similarity) Shown(in StreamState state, TraceFrame now)
    {
        var known = state.Shown == now.Place ? state.Known(now.Place) : default;
        if (!known.IsThere)
            return (WrongError, WrongError, WrongSimilarity);
        var age = now.Clock - known.Clock;
        if (age <= 0)
            return (known.Error, known.FocusError, known.Similarity);
        var motion = MotionOf(now.Place);
        return (known.Error + ManagedDecibels.ToLinear(At(motion.ChangeDb, age)), known.FocusError + ManagedDecibels.ToLinear(At(motion.FocusChangeDb, age)), known.Similarity * At(motion.Similarity, age));
    }

    private FrameResult Judge(in StreamState state, TraceFrame now, double cbr, double energy, double delay, double powerDb, FrameFate fate)
    {
        var (error, focusError, similarity) = Shown(state, now);
        var (psnr, focusPsnr) = (PsnrDb(error), PsnrDb(focusError));
        var reward = intent.Utility(new LinkOutcome(psnr, similarity, focusPsnr, cbr, powerDb, delay));
        return new FrameResult(reward, psnr, focusPsnr, similarity, cbr, energy, delay, fate);
    }

    internal SceneMotion MotionOf(int place) => PictureOf(place).Motions[trace.Places[place].Motion];

    /// <summary>PSNR of a mean squared error [dB].</summary>
    internal static double PsnrDb(double error) => PeakDb - ManagedDecibels.FromLinear(Math.Max(error, 0.01));

    private static double At(float[] curve, int age) => curve[Math.Min(age, curve.Length) - 1];
}
