namespace SemCom.Channels;

/// <summary>Values that a text form gives to the parameters of a channel or an impairment. Immutable.</summary>
public sealed class ParameterValues
{
    private readonly IReadOnlyDictionary<string, decimal> _values;

    private ParameterValues(IReadOnlyDictionary<string, decimal> values, string text) => (_values, Text) = (values, text);

    /// <summary>Canonical text: the parameters that were given, in declared order, each in its most readable unit.</summary>
    public string Text { get; }

    /// <summary>A parameter's value in its base unit (symbols, seconds, hertz, decibels), or null when it was left out.</summary>
    public decimal? this[string parameter] => _values.TryGetValue(parameter, out var value) ? value : null;

    /// <summary>A parameter's value, or what holds when it was left out.</summary>
    public double Number(string parameter, double otherwise) => (double?)this[parameter] ?? otherwise;

    /// <summary>A whole parameter's value, or what holds when it was left out.</summary>
    public int Whole(string parameter, int otherwise) => (int?)this[parameter] ?? otherwise;

    /// <summary>Reads <c>key=value[,key=value…]</c>; null gives no values.</summary>
    /// <param name="owner">What the parameters belong to, for messages: "channel rayleigh".</param>
    /// <param name="parameters">Those that are allowed.</param>
    /// <param name="text">The text to read.</param>
    /// <exception cref="SemComException">Unknown parameter, a parameter given twice, or a value that is not allowed.</exception>
    internal static ParameterValues Parse(string owner, IReadOnlyList<ChannelParameter> parameters, string? text)
    {
        var values = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var part in text?.Split(',') ?? [])
        {
            var pair = part.Split('=', 2, StringSplitOptions.TrimEntries);
            var parameter = parameters.FirstOrDefault(p => p.Name.Equals(pair[0], StringComparison.OrdinalIgnoreCase))
                ?? throw Unknown(owner, parameters, pair[0]);
            if (pair.Length < 2)
                throw new SemComException($"channel parameter {parameter.Name} must have a value (was {OneLine.Quote(part)}); write {parameter.Name}=VALUE");
            if (!values.TryAdd(parameter.Name, parameter.Parse(pair[1])))
                throw new SemComException($"channel parameter {parameter.Name} must stand only once (was twice in {OneLine.Quote(text!)}); remove one");
        }
        var given = parameters.Where(p => values.ContainsKey(p.Name)).Select(p => $"{p.Name}={p.Format(values[p.Name])}");
        return new(values, string.Join(',', given));
    }

    private static SemComException Unknown(string owner, IReadOnlyList<ChannelParameter> parameters, string name) => new(parameters.Count == 0
        ? $"{owner} must have no parameters (was {OneLine.Quote(name)}); write {owner[(owner.IndexOf(' ', StringComparison.Ordinal) + 1)..]} alone"
        : $"parameter of {owner} must be one of {string.Join(", ", parameters.Select(p => p.Name))} (was {OneLine.Quote(name)}); choose one of these");
}
