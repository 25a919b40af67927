using SemCom.Coding;

namespace SemCom.Latents;

/// <summary>Entropy code of a <see cref="RotationMap"/>: each rotation with the frequencies that the patch's class, the neighbours to the west and north, and the patches of the class so far tell.</summary>
public static class RotationMapCode
{
    /// <summary>How many patches the model's shares count as, and a neighbour. Fitted on training pictures.</summary>
    private const int SharesWeight = 32, NeighbourWeight = 8;

    private const long One = 1 << 16;

    /// <summary>Appends a map to the encoder's message.</summary>
    public static void Encode(RangeEncoder encoder, LatentTables tables, ClassMap map, RotationMap rotations)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(rotations);
        var counts = new Counts(rotations.Rotations, tables.ClassCount, map);
        for (var patch = 0; patch < rotations.Taken.Length; patch++)
        {
            encoder.Encode(counts.Frequencies(rotations.Taken, patch), rotations.Taken[patch]);
            counts.Learn(patch, rotations.Taken[patch]);
        }
    }

    /// <summary>Reads a map from a message.</summary>
    /// <exception cref="InvalidDataException">The message ended, or is none.</exception>
    public static RotationMap Decode(RangeDecoder decoder, LatentTables tables, ClassMap map, LatentRotations rotations)
    {
        ArgumentNullException.ThrowIfNull(decoder);
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(rotations);
        var (counts, taken) = (new Counts(rotations, tables.ClassCount, map), new byte[map.Patches.Count]);
        for (var patch = 0; patch < taken.Length; patch++)
        {
            taken[patch] = (byte)decoder.Decode(counts.Frequencies(taken, patch));
            counts.Learn(patch, taken[patch]);
        }
        return new RotationMap(rotations, taken);
    }

    private sealed class Counts(LatentRotations rotations, int classes, ClassMap map)
    {
        private readonly long[] _now = new long[rotations.Count];
        private readonly long[][] _seen = [.. Enumerable.Range(0, classes).Select(c => Shares(rotations, c))];

        public FrequencyTable Frequencies(ReadOnlySpan<byte> taken, int patch)
        {
            var columns = map.Patches.Columns;
            _seen[ClassOf(patch)].CopyTo(_now.AsSpan());
            if (patch % columns > 0)
                _now[taken[patch - 1]] += NeighbourWeight * One;
            if (patch >= columns)
                _now[taken[patch - columns]] += NeighbourWeight * One;
            return FrequencyTable.FromCounts(_now);
        }

        public void Learn(int patch, int rotation) => _seen[ClassOf(patch)][rotation] += One;

        private int ClassOf(int patch) => map[patch / map.Patches.Columns, patch % map.Patches.Columns];

        private static long[] Shares(LatentRotations rotations, int patchClass) =>
            [.. Enumerable.Range(0, rotations.Count).Select(rotation => (long)(rotations.Share(patchClass, rotation) * (SharesWeight * One)) + 1)];
    }
}
