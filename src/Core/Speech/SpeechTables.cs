using System.Text.Json;
using SemCom.Coding;

namespace SemCom.Speech;

/// <summary>
/// What both ends of a speech model know about speech: classes of frames at four depths (1, 16, 64 and 256 classes; each class has four children at the next), the spectrum of
/// each, how classes follow one another, and how harmonics shape spectra. Read from the model's <c>tables.json</c>; immutable.
/// </summary>
public sealed class SpeechTables
{
    /// <summary>Classes at each depth.</summary>
    public static readonly IReadOnlyList<int> ClassCounts = [1, 16, 64, 256];

    /// <summary>Deepest depth.</summary>
    public const int MaxDepth = 3;

    private const int Nodes = 32;
    private const int Children = 4;

    /// <summary>Floor of a band's mean square, 60 dB below that of the piece.</summary>
    private const double Floor = 1e-6;

    /// <summary>Edges of the bands whose levels tell the class of a frame [Hz]: those of Bark's scale (Zwicker 1961), the last cut at 4 kHz.</summary>
    private static readonly double[] BandEdgesHertz = [0, 100, 200, 300, 400, 510, 630, 770, 920, 1080, 1270, 1480, 1720, 2000, 2320, 2700, 3150, 3700, 4000];

    private static readonly int[] BandEdges =
        [.. BandEdgesHertz.Select(hertz => (int)Math.Round(hertz * 2 / SpeechTransform.SampleRate * SpeechTransform.Hop, MidpointRounding.ToEven))];

    private readonly float[][][] _bands;
    private readonly float[][][] _variances;
    private readonly FrequencyTable[] _coarse;
    private readonly FrequencyTable[][] _children;

    private SpeechTables(SpeechTablesFile file, int[][] coarse, int[][][][] children)
    {
        _bands = Map(file.Bands, row => Array.ConvertAll(row, level => level / 100f));
        _variances = Map(file.Levels, Spectrum);
        _coarse = Array.ConvertAll(coarse, Table);
        _children = Array.ConvertAll(children, depth => depth.SelectMany(parent => parent).Select(Table).ToArray());
        Pitch = new PitchModel(file.Comb, file.Pitch);
    }

    /// <summary>Harmonics.</summary>
    public PitchModel Pitch { get; }

    /// <summary>Expected squares of the coefficients of a class, where the whole sound has mean square 1 [<see cref="SpeechTransform.Hop"/>].</summary>
    public ReadOnlySpan<float> Variances(int depth, int speechClass) => _variances[depth][speechClass];

    /// <summary>The class of a frame at the deepest depth; its parents are found by division by 4, the class at depth 0 is 0.</summary>
    /// <param name="coefficients">Coefficients of the frame, where the whole sound has mean square 1.</param>
    public int ClassOf(ReadOnlySpan<float> coefficients)
    {
        Span<float> levels = stackalloc float[BandEdges.Length - 1];
        for (var band = 0; band < levels.Length; band++)
        {
            double sum = 0;
            foreach (var value in coefficients[BandEdges[band]..BandEdges[band + 1]])
                sum += (double)value * value;
            levels[band] = (float)Math.Log10(sum / (BandEdges[band + 1] - BandEdges[band]) + Floor);
        }
        var found = Nearest(levels, _bands[0], 0, ClassCounts[1]);
        for (var depth = 2; depth <= MaxDepth; depth++)
            found = Nearest(levels, _bands[depth - 1], Children * found, Children);
        return found;
    }

    /// <summary>The class at a depth of a class at the deepest one.</summary>
    public static int AtDepth(int deepest, int depth) => depth == 0 ? 0 : deepest / (ClassCounts[MaxDepth] / ClassCounts[depth]);

    /// <summary>Appends a class at a depth to the encoder's message, knowing the class before; −1 where there is none.</summary>
    internal void Encode(RangeEncoder encoder, int depth, int before, int speechClass)
    {
        for (var d = 1; d <= depth; d++)
        {
            var (table, symbol) = Step(d, depth, before, speechClass / Shrink(d, depth));
            encoder.Encode(table, symbol);
        }
    }

    /// <summary>Reads a class from a message.</summary>
    /// <exception cref="InvalidDataException">The message ended, or is none.</exception>
    internal int Decode(RangeDecoder decoder, int depth, int before)
    {
        var found = 0;
        for (var d = 1; d <= depth; d++)
        {
            var (table, _) = Step(d, depth, before, Children * found);
            found = Children * found + decoder.Decode(table);
        }
        return found;
    }

    /// <summary>Reads and checks <c>tables.json</c>.</summary>
    /// <exception cref="SemComException">It is no such file, or its numbers disagree.</exception>
    public static SpeechTables Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            var file = JsonSerializer.Deserialize(json, SpeechTablesJson.Default.SpeechTablesFile) ?? throw new JsonException("null");
            if (file.Follow.Length != MaxDepth)
                throw new JsonException($"follow must have {MaxDepth} tables (has {file.Follow.Length})");
            var coarse = file.Follow[0].Deserialize(SpeechTablesJson.Default.Int32ArrayArray) ?? throw new JsonException("follow holds null");
            var children = file.Follow.Skip(1).Select(table => table.Deserialize(SpeechTablesJson.Default.Int32ArrayArrayArray) ?? throw new JsonException("follow holds null")).ToArray();
            if (Fault(file, coarse, children) is { } fault)
                throw new JsonException(fault);
            return new SpeechTables(file, coarse, children);
        }
        catch (JsonException e)
        {
            throw new SemComException($"tables.json: not a table of speech ({e.Message}); fetch the model again", e);
        }
    }

    private static string? Fault(SpeechTablesFile file, int[][] coarse, int[][][][] children)
    {
        if (file.Bands.Length != MaxDepth || !file.Bands.Select((rows, i) => Has(rows, ClassCounts[i + 1], BandEdges.Length - 1)).All(right => right))
            return "bands do not have the classes of each depth";
        if (file.Levels.Length != MaxDepth + 1 || !file.Levels.Select((rows, i) => Has(rows, ClassCounts[i], Nodes)).All(right => right))
            return "levels do not have the classes of each depth";
        if (!Has(coarse, ClassCounts[1] + 1, ClassCounts[1]) || coarse.Any(row => row.Any(count => count < 0)))
            return "follow does not have the classes of depth 1";
        if (!children.Select((table, i) => table.Length == ClassCounts[i + 1] && table.All(parent => Has(parent, Children + 1, Children) && parent.All(row => row.All(count => count >= 0)))).All(right => right))
            return "follow does not have the classes below depth 1";
        return PitchModel.Fits(file.Comb, file.Pitch) ? null : "comb and pitch do not have the strengths, regions and pitches";

        static bool Has(int[][] rows, int count, int length) => rows.Length == count && rows.All(row => row.Length == length);
    }

    /// <summary>The table and symbol of a class at a depth of its way down the tree; the class before says how children go on where it has the same parent.</summary>
    private (FrequencyTable Table, int Symbol) Step(int depth, int deepest, int before, int speechClass)
    {
        var earlier = before < 0 ? -1 : before / Shrink(depth, deepest);
        if (depth == 1)
            return (_coarse[earlier < 0 ? ClassCounts[1] : earlier], speechClass);
        var parent = speechClass / Children;
        var context = earlier >= 0 && earlier / Children == parent ? earlier % Children : Children;
        return (_children[depth - 2][parent * (Children + 1) + context], speechClass % Children);
    }

    private static int Shrink(int depth, int deepest) => ClassCounts[deepest] / ClassCounts[depth];

    private static int Nearest(ReadOnlySpan<float> levels, float[][] rows, int first, int count)
    {
        var (best, nearest) = (first, float.PositiveInfinity);
        for (var i = first; i < first + count; i++)
        {
            var distance = 0f;
            for (var band = 0; band < levels.Length; band++)
                distance += (levels[band] - rows[i][band]) * (levels[band] - rows[i][band]);
            if (distance < nearest)
                (best, nearest) = (i, distance);
        }
        return best;
    }

    /// <summary>Variances between nodes, which lie closer at low frequencies, straight in decibels.</summary>
    private static float[] Spectrum(int[] levelsDb)
    {
        var variances = new float[SpeechTransform.Hop];
        var node = 0;
        for (var k = 0; k < variances.Length; k++)
        {
            while (node < Nodes - 2 && NodeAt(node + 1) < k + 0.5)
                node++;
            var share = (k + 0.5 - NodeAt(node)) / (NodeAt(node + 1) - NodeAt(node));
            variances[k] = (float)Decibels.ToLinear(levelsDb[node] * (1 - share) + levelsDb[node + 1] * share);
        }
        return variances;
    }

    private static double NodeAt(int node)
    {
        var t = node / (Nodes - 1.0);
        return SpeechTransform.Hop * t * (1 + 2 * t) / 3;
    }

    internal static FrequencyTable Table(int[] counts) => FrequencyTable.FromCounts([.. counts.Select(count => (long)count)]);

    private static float[][][] Map(int[][][] tables, Converter<int[], float[]> row) => Array.ConvertAll(tables, table => Array.ConvertAll(table, row));
}
