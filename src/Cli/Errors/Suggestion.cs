namespace SemCom.Cli;

/// <summary>Guesses what was meant.</summary>
internal static class Suggestion
{
    /// <summary>"did you mean …?" for the nearest of <paramref name="known"/>, or null if none is near.</summary>
    public static string? For(string typed, IReadOnlyCollection<string> known)
    {
        var nearest = known.Select(name => (Name: name, Distance: Distance(typed, name))).OrderBy(n => n.Distance).FirstOrDefault();
        var prefixed = known.FirstOrDefault(name => typed.Length > 2 && name.StartsWith(typed, StringComparison.OrdinalIgnoreCase));
        var name = prefixed ?? (nearest.Name is not null && nearest.Distance <= Math.Max(2, typed.Length / 3) ? nearest.Name : null);
        return name is null ? null : $"did you mean {name}?";
    }

    /// <summary>Smallest number of inserted, deleted and replaced characters (Levenshtein).</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = diagonal + (char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[^1];
    }
}
