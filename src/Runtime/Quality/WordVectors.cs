using System.Text;

namespace SemCom.Runtime.Quality;

/// <summary>
/// Word vectors as <c>training/text</c> writes them. Little-endian: eight characters <c>SCWORDS1</c>; int32 words N and dimensions D; float32 a of
/// a/(a + p) and the length of an unknown word; float32 [D] the shared direction; then N times: length and UTF-8 bytes of the word, float32 p and
/// scale, int8 [D].
/// </summary>
internal sealed class WordVectors
{
    private const string Magic = "SCWORDS1";

    private readonly Dictionary<string, int> _index;
    private readonly double[] _factors;
    private readonly sbyte[] _values;
    private readonly double[] _common;
    private readonly double _unknownPower;

    private WordVectors(BinaryReader reader)
    {
        var (words, dimensions) = (reader.ReadInt32(), reader.ReadInt32());
        double a = reader.ReadSingle();
        _unknownPower = Math.Pow(reader.ReadSingle(), 2);
        _common = [.. Enumerable.Range(0, dimensions).Select(_ => (double)reader.ReadSingle())];
        _index = new Dictionary<string, int>(words, StringComparer.Ordinal);
        _factors = new double[words];
        _values = new sbyte[words * dimensions];
        for (var word = 0; word < words; word++)
        {
            _index.Add(Encoding.UTF8.GetString(reader.ReadBytes(reader.ReadByte())), word);
            double p = reader.ReadSingle(), scale = reader.ReadSingle();
            _factors[word] = scale * (a / (a + p));
            for (var d = 0; d < dimensions; d++)
                _values[word * dimensions + d] = reader.ReadSByte();
        }
    }

    /// <summary>Reads a file that was verified.</summary>
    /// <exception cref="SemComException">It is none.</exception>
    public static WordVectors Read(byte[] file)
    {
        using var reader = new BinaryReader(new MemoryStream(file), Encoding.UTF8);
        if (Encoding.ASCII.GetString(reader.ReadBytes(Magic.Length)) != Magic)
            throw new SemComException($"word vectors: the file must begin with {Magic}; make it with training/text");
        return new WordVectors(reader);
    }

    /// <summary>Weighs and adds the words' vectors, less the shared direction.</summary>
    public SentenceVector Embed(IEnumerable<string> words)
    {
        var known = new double[_common.Length];
        var unknown = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var word in words)
        {
            if (_index.TryGetValue(word, out var i))
                Add(known, i);
            else
                unknown[word] = unknown.GetValueOrDefault(word) + 1;
        }
        double along = 0;
        for (var d = 0; d < known.Length; d++)
            along += known[d] * _common[d];
        for (var d = 0; d < known.Length; d++)
            known[d] -= along * _common[d];
        return new SentenceVector(known, unknown, _unknownPower);
    }

    private void Add(double[] sum, int word)
    {
        var values = _values.AsSpan(word * sum.Length, sum.Length);
        for (var d = 0; d < sum.Length; d++)
            sum[d] += _factors[word] * values[d];
    }
}
