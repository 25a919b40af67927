namespace SemCom.Cli;

/// <summary>
/// Splits a list of <c>name[:key=value[,key=value…]]</c> at its commas, although parameters are separated by commas too: a part that begins with
/// <c>key=</c> belongs to the one before it.
/// </summary>
internal static class SpecList
{
    private static readonly char[] ParameterOrName = ['=', ':', '+'];

    /// <summary>The parts; an empty one stays empty.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        var specs = new List<string>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (specs.Count > 0 && part.IndexOfAny(ParameterOrName) is >= 0 and var at && part[at] == '=')
                specs[^1] += "," + part;
            else
                specs.Add(part);
        }
        return specs;
    }
}
