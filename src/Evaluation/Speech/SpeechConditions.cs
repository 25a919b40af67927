namespace SemCom.Evaluation;

/// <summary>Conditions of a comparison as a link for speech takes them.</summary>
public static class SpeechConditions
{
    /// <summary>The options of a link; those that no condition tells have their defaults.</summary>
    public static SpeechLinkOptions ToSpeechLink(this LinkConditions conditions)
    {
        ArgumentNullException.ThrowIfNull(conditions);
        return new SpeechLinkOptions
        {
            Channel = conditions.Channel,
            SnrDb = conditions.SnrDb,
            PlanSnrDb = conditions.PlanSnrDb,
            Cbr = conditions.Cbr,
            Seed = conditions.Seed,
            FirstFrame = conditions.Frame,
            UseGenie = conditions.Genie,
            Threads = conditions.Threads ?? 0,
        };
    }
}
