using System.Globalization;
using System.Text;

namespace SemCom.Evaluation;

/// <summary>Records as comma-separated values (RFC 4180): one header line, names and units as in the JSON, absent values empty.</summary>
public static class ResultsCsv
{
    private static readonly (string Name, Func<QualityRecord, object?> Value)[] Columns =
    [
        ("system", r => r.System), ("model", r => r.Model), ("mode", r => r.Mode), ("source", r => r.Source), ("modality", r => r.Modality),
        ("channel", r => r.Channel), ("genie", r => r.Genie ? "true" : "false"), ("snrDb", r => r.SnrDb), ("planSnrDb", r => r.PlanSnrDb),
        ("seed", r => r.Seed), ("cbr", r => r.Cbr),
        ("usesTotal", r => r.Uses.Total), ("usesPayload", r => r.Uses.Payload), ("usesHeader", r => r.Uses.Header),
        ("usesPilots", r => r.Uses.Pilots), ("usesSideInformation", r => r.Uses.SideInformation), ("usesKnowledge", r => r.Uses.Knowledge),
        ("psnrDb", r => r.PsnrDb), ("msSsim", r => r.MsSsim), ("ssim", r => r.Ssim), ("semanticSimilarity", r => r.SemanticSimilarity),
        ("perceptualDistance", r => r.PerceptualDistance), ("sameClass", r => r.SameClass is { } same ? same ? "true" : "false" : null),
        ("focusShare", r => r.FocusShare), ("privateShare", r => r.PrivateShare), ("psnrInsideDb", r => r.PsnrInsideDb), ("psnrOutsideDb", r => r.PsnrOutsideDb),
        ("siSdrDb", r => r.SiSdrDb), ("stoi", r => r.Stoi),
        ("frames", r => r.Video?.Frames), ("framesLost", r => r.Video?.FramesLost), ("meanFramePsnrDb", r => r.Video?.MeanFramePsnrDb),
        ("temporalPsnrDb", r => r.Video?.TemporalPsnrDb), ("repeatedFrames", r => r.Video?.RepeatedFrames), ("longestFreeze", r => r.Video?.LongestFreeze),
        ("lost", r => r.Lost ? "true" : "false"), ("blocks", r => r.Blocks), ("blocksLost", r => r.BlocksLost),
        ("encodeMs", r => r.EncodeMs), ("channelMs", r => r.ChannelMs), ("decodeMs", r => r.DecodeMs),
        ("bytesOnWire", r => r.BytesOnWire),
    ];

    /// <summary>The whole table.</summary>
    public static string Write(IEnumerable<QualityRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        var csv = new StringBuilder().AppendJoin(',', Columns.Select(c => c.Name)).Append('\n');
        foreach (var record in records)
            csv.AppendJoin(',', Columns.Select(c => Quote(Convert.ToString(c.Value(record), CultureInfo.InvariantCulture) ?? ""))).Append('\n');
        return csv.ToString();
    }

    private static string Quote(string value) =>
        value.AsSpan().IndexOfAny(",\"\r\n") < 0 ? value : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
