using SemCom.Coding;

namespace SemCom;

/// <summary>Yes or no for every place of a grid, as one range-coded bit each, whose probability follows from those left and above. Both ends use equal codes.</summary>
/// <param name="likely">How much likelier a place is as both neighbours are, than not.</param>
/// <param name="beyond">What counts for neighbours beyond the edge.</param>
internal sealed class NeighbourMask(int likely, bool beyond)
{
    /// <summary>Chances of no and yes by how many of the two neighbours are yes.</summary>
    private readonly FrequencyTable[] _chances =
    [
        FrequencyTable.FromFrequencies([likely, 1]),
        FrequencyTable.FromFrequencies([1, 1]),
        FrequencyTable.FromFrequencies([1, likely]),
    ];

    /// <summary>The bits.</summary>
    /// <param name="mask">Rows from the top.</param>
    /// <param name="columns">Places in a row.</param>
    public byte[] ToBytes(IReadOnlyList<bool> mask, int columns)
    {
        var encoder = new RangeEncoder();
        for (var i = 0; i < mask.Count; i++)
            encoder.Encode(_chances[Neighbours(mask, i, columns)], mask[i] ? 1 : 0);
        return encoder.Finish();
    }

    /// <summary>The inverse; null for anything else.</summary>
    /// <param name="bytes">The bits.</param>
    /// <param name="count">Places.</param>
    /// <param name="columns">Places in a row.</param>
    public bool[]? Read(ReadOnlyMemory<byte> bytes, int count, int columns)
    {
        var mask = new bool[count];
        try
        {
            var decoder = new RangeDecoder(bytes);
            for (var i = 0; i < mask.Length; i++)
                mask[i] = decoder.Decode(_chances[Neighbours(mask, i, columns)]) == 1;
            decoder.Finish();
        }
        catch (InvalidDataException)
        {
            return null;
        }
        return mask;
    }

    private int Neighbours(IReadOnlyList<bool> mask, int i, int columns) =>
        ((i % columns == 0 ? beyond : mask[i - 1]) ? 1 : 0) + ((i < columns ? beyond : mask[i - columns]) ? 1 : 0);
}
