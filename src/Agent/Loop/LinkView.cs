namespace SemCom;

/// <summary>What the agent perceives before it decides about a picture.</summary>
public sealed record LinkView
{
    /// <summary>Numbers that policies see, with their ranges.</summary>
    public static IReadOnlyList<Feature> Features { get; } =
    [
        new("SNR [dB]", -5, 25), new("SNR trend [dB]", -6, 6), new("SNR deviation [dB]", 0, 5), new("frames since report", 0, 6), new("log2 Doppler [Hz]", 0, 9),
        new("loss rate", 0, 1), new("SNR correction [dB]", -2, 6), new("queue [frames]", 0, 2), new("free share", 0, 1), new("battery", 0, 1), new("harvest", 0, 0.5f),
        new("variance [dB]", 20, 45), new("gradient [dB]", 8, 36), new("coarse gradient [dB]", 12, 38), new("focus gradient [dB]", 8, 36),
        new("coarse trial [dB]", 12, 30), new("fine trial [dB]", 5, 25), new("coarse similarity", 0, 1),
        new("place known", 0, 1), new("changed share", 0, 1), new("change [dB]", -10, 40), new("frames since known", 0, 16), new("shown is this place", 0, 1), new("shown error [dB]", 5, 36),
        new("fidelity", 0, 4), new("meaning", 0, 4), new("sharpness", 0, 4), new("price of uses", 0, 4), new("price of energy", 0, 4), new("price of delay", 0, 4),
    ];

    /// <summary>What policies observe: these numbers, and then what the model of the link expects each plan to be worth.</summary>
    public static ObservationSpace Observations { get; } = new(Features, hasPriors: true);

    /// <summary>Estimated SNR at nominal power, from the reports [dB].</summary>
    public required double SnrDb { get; init; }

    /// <summary>The last report against the mean of the four before it [dB].</summary>
    public required double SnrTrendDb { get; init; }

    /// <summary>How far off the estimate is likely to be [dB].</summary>
    public required double SnrDeviationDb { get; init; }

    /// <summary>Frames since the last report.</summary>
    public required int ReportAge { get; init; }

    /// <summary>Largest Doppler shift [Hz].</summary>
    public required double DopplerHertz { get; init; }

    /// <summary>Share of the last frames that were lost.</summary>
    public required double LossRate { get; init; }

    /// <summary>By how much frames are planned below the estimate, since more were lost than predicted [dB].</summary>
    public required double CorrectionDb { get; init; }

    /// <summary>What waits, in pictures' times of the free share of the link.</summary>
    public required double QueueFrames { get; init; }

    /// <summary>Share of the link that is free.</summary>
    public required double FreeShare { get; init; }

    /// <summary>Charge of the battery, 0 to 1.</summary>
    public required double Battery { get; init; }

    /// <summary>Energy that comes in lately, in pictures at 1/16 and nominal power a frame.</summary>
    public required double Harvest { get; init; }

    /// <summary>The picture.</summary>
    public required PictureComplexity Complexity { get; init; }

    /// <summary>How hard it is for the codec.</summary>
    public required PictureTrial Trial { get; init; }

    /// <summary>How the picture differs from the last one of its place that both ends have; null where they have none.</summary>
    public required (double Share, double ChangeDb, int Age)? Change { get; init; }

    /// <summary>Whether the receiver shows the place of the picture.</summary>
    public required bool ShowsPlace { get; init; }

    /// <summary>Mean squared error of what the receiver shows, if nothing is sent [dB].</summary>
    public required double ShownErrorDb { get; init; }

    /// <summary>What is wanted.</summary>
    public required IntentWeights Weights { get; init; }

    /// <summary>SNR that frames at nominal power are planned for [dB].</summary>
    public double PlanSnrDb => SnrDb - CorrectionDb;

    /// <summary>What is perceived before a frame.</summary>
    /// <param name="perception">Reports, acknowledgements, harvest.</param>
    /// <param name="loop">What was corrected.</param>
    /// <param name="world">The rules.</param>
    /// <param name="state">What was sent before.</param>
    /// <param name="frame">Number of the frame.</param>
    /// <param name="complexity">The picture.</param>
    /// <param name="trial">How hard it is for the codec.</param>
    internal static LinkView Of(LinkPerception perception, OuterLoop loop, StreamWorld world, in StreamState state, int frame, PictureComplexity complexity, PictureTrial trial)
    {
        var now = world.Trace.Frames[frame];
        return new LinkView
        {
            SnrDb = perception.SnrDb,
            SnrTrendDb = perception.TrendDb,
            SnrDeviationDb = perception.DeviationDb,
            ReportAge = perception.ReportAge,
            DopplerHertz = now.DopplerHertz,
            LossRate = perception.LossRate,
            CorrectionDb = loop.CorrectionDb,
            QueueFrames = state.Queue / (world.Scenario.Capacity * now.Share),
            FreeShare = now.Share,
            Battery = state.Battery / world.Scenario.Battery,
            Harvest = perception.Harvest,
            Complexity = complexity,
            Trial = trial,
            Change = world.Change(state, frame),
            ShowsPlace = (state.IsLate ? state.LatePlace : state.Shown) == now.Place,
            ShownErrorDb = Decibels.FromLinear(world.Shown(state, frame).Error),
            Weights = world.Intent.Weights,
        };
    }

    /// <summary>The observation: the numbers, and after them what each plan is worth.</summary>
    /// <param name="analyses">One for each plan; empty where there is no model of the link.</param>
    internal float[] Observe(ReadOnlySpan<PlanAnalysis> analyses)
    {
        var observation = new float[Features.Count + analyses.Length];
        CopyTo(observation);
        for (var i = 0; i < analyses.Length; i++)
            observation[Features.Count + i] = (float)analyses[i].Worth;
        return observation;
    }

    /// <summary>Writes the numbers in the order of <see cref="Features"/>.</summary>
    public void CopyTo(Span<float> features)
    {
        ReadOnlySpan<double> values =
        [
            SnrDb, SnrTrendDb, SnrDeviationDb, ReportAge, Math.Log2(1 + DopplerHertz), LossRate, CorrectionDb, QueueFrames, FreeShare, Battery, Harvest,
            Complexity.VarianceDb, Complexity.GradientDb, Complexity.CoarseGradientDb, Complexity.FocusGradientDb,
            Trial.Coarse.ErrorDb, Trial.Fine.ErrorDb, Trial.Coarse.Similarity,
            Change is null ? 0 : 1, Change?.Share ?? 1, Change?.ChangeDb ?? 36, Change?.Age ?? 16, ShowsPlace ? 1 : 0, ShownErrorDb,
            Weights.Fidelity, Weights.Meaning, Weights.Sharpness, Weights.ChannelUses, Weights.Energy, Weights.Delay,
        ];
        for (var i = 0; i < values.Length; i++)
            features[i] = (float)values[i];
    }
}
