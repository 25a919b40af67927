using SemCom.Framing;
using SemCom.Latents;
using SemCom.Speech;
using SemCom.Transmitter.Planning;

namespace SemCom.Transmitter.Speech;

/// <summary>Chooses how finely a frame tells classes, whether it tells harmonics, and how both are protected: the choice with the least expected error, in closed form, over what is assumed about fading.</summary>
internal sealed class SpeechPlanner(SpeechTables tables)
{
    /// <summary>Squared error of a lost frame, relative to that of silence.</summary>
    private const double LostError = 1;

    /// <summary>The best choice for a sound within a budget.</summary>
    /// <param name="speech">The sound's analysis.</param>
    /// <param name="plan">Planned SNR, margin and fading.</param>
    /// <param name="dataSymbols">Channel uses for header, description and payload together.</param>
    public SpeechSide Choose(SpeechAnalysis speech, LinkPlan plan, int dataSymbols)
    {
        var weights = Array.ConvertAll(speech.Describe(SpeechTables.MaxDepth, withPitch: true).Variances(tables), variance => (float)SpeechGroups.WeightOf(variance));
        var noise = Decibels.ToNoisePower(plan.SnrDb);
        SpeechSide? best = null;
        var bestQuality = double.NegativeInfinity;
        // Silence has nothing to tell.
        for (var choice = 0; choice < (speech.LevelStep == 0 ? 1 : 2 * (SpeechTables.MaxDepth + 1)); choice++)
        {
            var description = speech.Describe(choice / 2, choice % 2 == 1);
            var bits = description.ToBits(tables);
            if (bits.Length > SpeechHeader.MaxSideBits)
                continue;
            var groups = SpeechGroups.InOrder(description.Variances(tables));
            var expected = new ExpectedSpeechError(speech.Coefficients, weights, groups);
            foreach (var protection in SideInformationPlanner.Protections(bits.Length, plan))
            {
                var payload = dataSymbols - SideInformationPlanner.Overhead(bits.Length, protection, plan, dataSymbols);
                if (payload < SideInformationPlanner.SmallestPayload)
                    continue;
                var header = SideInformationPlanner.HeaderProtectionFor(bits.Length, protection, plan, dataSymbols);
                var allocation = Allocate(groups, payload, plan, speech.LevelStep == 0);
                var threshold = bits.Length == 0 ? header.HeaderEsN0Db : protection.EsN0Db(bits.Length);
                var quality = SideInformationPlanner.ExpectedQuality(gains => expected.Of(allocation, noise, gains, plan.EstimationError), threshold, plan, LostError);
                if (quality > bestQuality)
                    (best, bestQuality) = (new SpeechSide(description, bits, protection, header, allocation), quality);
            }
        }
        return best ?? Smallest(speech, plan, dataSymbols);
    }

    private SpeechSide Smallest(SpeechAnalysis speech, LinkPlan plan, int dataSymbols)
    {
        var description = speech.Describe(0, withPitch: false);
        var protection = SideInformationPlanner.StrongestThatFits(plan, dataSymbols, 0);
        var header = SideInformationPlanner.HeaderProtectionFor(0, protection, plan, dataSymbols);
        return new SpeechSide(description, [], protection, header, Allocate(SpeechGroups.InOrder(description.Variances(tables)), SideInformationPlanner.SmallestPayload, plan, isSilent: false));
    }

    private static LatentAllocation Allocate(LatentGroup[] groups, int payload, LinkPlan plan, bool isSilent)
    {
        var noise = Decibels.ToNoisePower(FrameHeader.PlanSnrOfStep(FrameHeader.StepOfPlanSnr(plan.SnrDb)));
        var most = isSilent ? SideInformationPlanner.SmallestPayload : Math.Min(FrameHeader.MaxPayloadSymbols, groups.Sum(group => (long)group.Members.Length) / 2);
        return LatentAllocation.Create(groups, 2 * (int)Math.Min(payload, most), noise);
    }
}
