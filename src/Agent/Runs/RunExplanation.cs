using System.Globalization;

namespace SemCom;

/// <summary>Says in plain sentences why a picture was sent as it was, from nothing but the record.</summary>
public static class RunExplanation
{
    private static readonly IReadOnlyDictionary<string, string> Reasons = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [nameof(FrameFate.Dropped)] = "would come too late",
        [nameof(FrameFate.NoEnergy)] = "need more energy than the battery may give",
        [nameof(FrameFate.NoReference)] = "need a picture of this scene that the receiver has not",
        [nameof(FrameFate.Forbidden)] = "are forbidden by the intent",
    };

    /// <summary>Explains a decision.</summary>
    /// <param name="run">The run.</param>
    /// <param name="frame">Number of the picture.</param>
    /// <returns>Sentences, one a line.</returns>
    /// <exception cref="SemComException">The run has no such picture.</exception>
    public static IReadOnlyList<string> Of(AgentRun run, int frame)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (frame < 0 || frame >= run.Decisions.Count)
            throw new SemComException($"--frame must be a picture of the run, 0 to {run.Decisions.Count - 1} (was {frame}); choose one of these");
        var record = run.Decisions[frame];
        var chosen = record.Plans.First(plan => plan.Action == record.Action);
        var before = frame == 0 ? 0 : run.Decisions[frame - 1].CorrectionDb;
        return
        [
            $"Picture {frame}, {record.Source}{(record.IsNewScene ? ": a new scene, tried at home first" : "")}.",
            .. Seen(record),
            .. Barred(run, record),
            .. Candidates(run, record, chosen),
            Decision(record, chosen),
            .. Outcome(record, chosen),
            Learned(record, before),
        ];
    }

    /// <summary>A number that was seen, by its name in <see cref="LinkView.Features"/>.</summary>
    internal static double Number(DecisionRecord record, string feature)
    {
        for (var i = 0; i < LinkView.Features.Count; i++)
        {
            if (LinkView.Features[i].Name == feature)
                return record.Observation[i];
        }
        throw new ArgumentException($"there is no feature '{feature}'", nameof(feature));
    }

    /// <summary>What became of a picture, in words.</summary>
    internal static string Fate(FrameFate fate) => fate switch
    {
        FrameFate.Skipped => "not sent, as decided",
        FrameFate.Arrived => "arrived",
        FrameFate.Late => "arrived after the next picture was due",
        FrameFate.Lost => "lost",
        FrameFate.Dropped => "not sent: too late",
        FrameFate.NoEnergy => "not sent: too little energy",
        FrameFate.NoReference => "not sent: no picture to build on",
        _ => "not sent: forbidden",
    };

    private static IEnumerable<string> Seen(DecisionRecord record)
    {
        var (snr, correction, age) = (Number(record, "SNR [dB]"), Number(record, "SNR correction [dB]"), Number(record, "frames since report"));
        var trend = Number(record, "SNR trend [dB]");
        var course = Math.Abs(trend) < 0.5 ? "steady" : Text($"{(trend > 0 ? "rising" : "falling")} by {Math.Abs(trend):0.0} dB");
        yield return Text($"Seen: by the reports the SNR is {snr:0.0} dB, give or take {Number(record, "SNR deviation [dB]"):0.0} dB, {course}, last heard of {(age == 0 ? "just now" : Text($"{age:0} {Plural(age, "picture")} ago"))}; ") +
            Text($"{100 * Number(record, "loss rate"):0} % of the last frames were lost, so plans are made for {Below(correction)}.");
        yield return Text($"{100 * Number(record, "free share"):0} % of the link is free, {Number(record, "queue [frames]"):0.0} pictures' time is taken by what waits, the battery is at {100 * Number(record, "battery"):0} %.");
        if (Number(record, "place known") == 0)
            yield return "The receiver has no picture of this scene.";
        else
            yield return Text($"The receiver {(Number(record, "shown is this place") == 1 ? "shows" : "has, but does not show,")} this scene as it was {Number(record, "frames since known"):0} {Plural(Number(record, "frames since known"), "picture")} ago; {100 * Number(record, "changed share"):0} % of its tiles have changed since.");
    }

    private static IEnumerable<string> Barred(AgentRun run, DecisionRecord record)
    {
        if (record.Barred.Count == 0)
            yield break;
        var reasons = record.Barred.Select(reason => $"{reason.Value} {Reasons.GetValueOrDefault(reason.Key, reason.Key)}");
        yield return $"Of {run.Header.Plans.Count} plans {record.Barred.Values.Sum()} could not be sent: {string.Join(", ", reasons)}.";
    }

    private static IEnumerable<string> Candidates(AgentRun run, DecisionRecord record, PlanRecord chosen)
    {
        yield return "Best by the model of the link (worth with what stands after it, quality if it arrives, risk):";
        var rank = 0;
        foreach (var plan in record.Plans.Take(3))
            yield return Text($"  {++rank}. {plan.Plan}: {plan.Worth:0.000}; {plan.PsnrDb:0.0} dB, similarity {plan.Similarity:0.00}; {(plan.Cbr == 0 ? "nothing is sent" : Text($"lost with {100 * plan.LossRate:0} %"))}{(plan == chosen ? "; chosen" : "")}");
        if (record.Plans.MaxBy(plan => plan.PsnrDb) is { } finest && finest.Action != chosen.Action && finest.PsnrDb > chosen.PsnrDb + 0.1)
            yield return Text($"The finest was {finest.Plan} with {finest.PsnrDb - chosen.PsnrDb:0.0} dB more, worth {chosen.Worth - finest.Worth:0.000} less: {Prices(run.Header.Weights, finest, chosen)}.");
    }

    /// <summary>Why a finer plan is worth less: what it costs more.</summary>
    private static string Prices(IntentWeights weights, PlanRecord finer, PlanRecord chosen)
    {
        (string Name, double More)[] prices =
        [
            ("channel uses", weights.ChannelUses * (finer.Cbr - chosen.Cbr) / LinkIntent.ReferenceBandwidthRatio),
            ("energy", weights.Energy * (finer.Energy - chosen.Energy)),
            ("delay", weights.Delay * (finer.DelaySeconds - chosen.DelaySeconds) / LinkIntent.ReferenceDelaySeconds),
        ];
        var more = prices.Where(price => price.More > 0.0005).OrderByDescending(price => price.More).Select(price => Text($"{price.More:0.000} more for {price.Name}")).ToList();
        if (finer.LossRate > chosen.LossRate + 0.01)
            more.Add(Text($"and it is lost with {100 * finer.LossRate:0} % instead of {100 * chosen.LossRate:0} %"));
        return more.Count > 0 ? string.Join(", ", more) : "it costs no more, and its place in the rank follows from what stands afterwards";
    }

    private static string Decision(DecisionRecord record, PlanRecord chosen)
    {
        var best = record.Plans[0];
        var next = record.Plans.FirstOrDefault(plan => plan.Action != chosen.Action);
        if (chosen.Action != best.Action)
            return Text($"Decided by {record.By}: {record.Plan}, though the model puts {best.Plan} {best.Worth - chosen.Worth:0.000} above it.");
        return next is null ? $"Decided by {record.By}: {record.Plan}." : Text($"Decided by {record.By}: {record.Plan}, the model's best by {chosen.Worth - next.Worth:0.000}.");
    }

    private static IEnumerable<string> Outcome(DecisionRecord record, PlanRecord chosen)
    {
        var (done, achieved) = (record.Executed, record.Achieved);
        yield return done.Uses.Total == 0 ? $"Done: {Fate(done.Fate)}." : Text($"Done: {done.Uses.Total} channel uses ({done.Uses.Payload} payload, {done.Uses.Total - done.Uses.Payload} header, pilots and side messages), planned for {done.PlanSnrDb:0.0} dB with the power, where there were {done.TrueSnrDb + chosen.PowerDb:0.0} dB: {Fate(done.Fate)}{(done.Loss is null ? "" : $" ({done.Loss})")}, {1000 * done.DelaySeconds:0} ms, energy {done.Energy:0.000}, battery then at {100 * done.Battery:0} %.");
        yield return done.Fate is FrameFate.Lost or FrameFate.Late
            ? Text($"Shown meanwhile: {achieved.PsnrDb:0.0} dB, similarity {achieved.Similarity:0.00}, reward {achieved.Reward:0.000} (expected {chosen.Reward:0.000}).")
            : Text($"Achieved: {achieved.PsnrDb:0.0} dB (expected {chosen.PsnrDb:0.0}), similarity {achieved.Similarity:0.00} ({chosen.Similarity:0.00}), reward {achieved.Reward:0.000} ({chosen.Reward:0.000}).");
    }

    private static string Learned(DecisionRecord record, double before)
    {
        var change = record.CorrectionDb - before;
        return Math.Abs(change) < 0.005
            ? Text($"Learned: nothing new of the link; plans stay {Below(record.CorrectionDb)}.")
            : Text($"Learned: later frames are planned {Math.Abs(change):0.00} dB {(change > 0 ? "lower" : "higher")}, {Below(record.CorrectionDb)}.");
    }

    private static string Below(double correctionDb) =>
        Math.Abs(correctionDb) < 0.05 ? "just what is reported" : Text($"{Math.Abs(correctionDb):0.0} dB {(correctionDb > 0 ? "below" : "above")} what is reported");

    private static string Plural(double count, string noun) => count == 1 ? noun : noun + "s";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
