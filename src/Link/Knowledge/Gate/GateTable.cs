using System.Globalization;
using System.Reflection;

namespace SemCom.Knowledge;

/// <summary>The weights in <c>gate.csv</c>: rows of a hidden layer (weight of its output, bias, weights of the features), then the output's bias and the price of a message.</summary>
internal sealed class GateTable
{
    private readonly float[][] _hidden;
    private readonly float _bias;

    private GateTable(float[][] rows) => (_hidden, _bias, MessageWeight) = (rows[..^1], rows[^1][0], rows[^1][1]);

    /// <summary>What the sender's gate goes by.</summary>
    public static GateTable Default { get; } = new(Read("gate.csv"));

    /// <summary>Decibels of error for each decibel of channel uses that the message takes.</summary>
    public double MessageWeight { get; }

    /// <summary>Decibels that a picture would gain if all its patches were like this one and referred.</summary>
    /// <param name="features"><see cref="PatchFeatures.Count"/> numbers.</param>
    public float Gain(ReadOnlySpan<float> features)
    {
        var gain = _bias;
        foreach (var row in _hidden)
        {
            var sum = row[1];
            for (var i = 0; i < features.Length; i++)
                sum += row[2 + i] * features[i];
            gain += row[0] * MathF.Tanh(sum);
        }
        return gain;
    }

    /// <summary>The numbers of an embedded table, below its header.</summary>
    public static float[][] Read(string file)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("SemCom.Knowledge." + file) ?? throw new InvalidOperationException($"SemCom.Link was built without {file}");
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => Array.ConvertAll(line.Split(','), x => float.Parse(x, CultureInfo.InvariantCulture)))];
    }
}
