using SemCom.Coding;

namespace SemCom.Speech;

/// <summary>What a frame says about speech before its symbols: the class of each frame of the transform, and its harmonics. Both ends derive from it how strong each coefficient is expected to be. Immutable.</summary>
/// <param name="Depth">Depth of the classes, 0 .. <see cref="SpeechTables.MaxDepth"/>; at 0 there is but one.</param>
/// <param name="Classes">Classes at that depth, one for each frame.</param>
/// <param name="Pitch">Harmonics of each frame; null where nothing is told of them.</param>
public sealed record SpeechDescription(int Depth, IReadOnlyList<int> Classes, IReadOnlyList<PitchState>? Pitch)
{
    /// <summary>True when there is nothing to say.</summary>
    public bool IsEmpty => Depth == 0 && Pitch is null;

    /// <summary>The description as bits, one per byte, a multiple of 8; empty when there is nothing to say.</summary>
    public byte[] ToBits(SpeechTables tables)
    {
        ArgumentNullException.ThrowIfNull(tables);
        if (IsEmpty)
            return [];
        var encoder = new RangeEncoder();
        var (before, state) = (-1, PitchState.None);
        for (var frame = 0; frame < Classes.Count; frame++)
        {
            tables.Encode(encoder, Depth, before, Classes[frame]);
            before = Classes[frame];
            if (Pitch is null)
                continue;
            tables.Pitch.Encode(encoder, state, Pitch[frame]);
            state = Pitch[frame];
        }
        return BitPacking.ToBits(encoder.Finish());
    }

    /// <summary>The description that <paramref name="bits"/> stand for; null when they are none.</summary>
    /// <param name="bits">Decoded bits.</param>
    /// <param name="tables">The model's statistics.</param>
    /// <param name="frames">Frames of the sound.</param>
    /// <param name="depth">Depth of the classes.</param>
    /// <param name="hasPitch">Harmonics are told.</param>
    public static SpeechDescription? FromBits(ReadOnlySpan<byte> bits, SpeechTables tables, int frames, int depth, bool hasPitch)
    {
        ArgumentNullException.ThrowIfNull(tables);
        var (classes, pitch) = (new int[frames], hasPitch ? new PitchState[frames] : null);
        if (depth == 0 && !hasPitch)
            return new SpeechDescription(0, classes, null);
        try
        {
            var decoder = new RangeDecoder(BitPacking.ToBytes(bits));
            for (var frame = 0; frame < frames; frame++)
            {
                classes[frame] = tables.Decode(decoder, depth, frame == 0 ? -1 : classes[frame - 1]);
                if (pitch is not null)
                    pitch[frame] = tables.Pitch.Decode(decoder, frame == 0 ? PitchState.None : pitch[frame - 1]);
            }
            decoder.Finish();
            return new SpeechDescription(depth, classes, pitch);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>Expected squares of all coefficients, where the whole sound has mean square 1 [frames · <see cref="SpeechTransform.Hop"/>].</summary>
    public float[] Variances(SpeechTables tables)
    {
        ArgumentNullException.ThrowIfNull(tables);
        var variances = new float[Classes.Count * SpeechTransform.Hop];
        for (var frame = 0; frame < Classes.Count; frame++)
        {
            var row = variances.AsSpan(frame * SpeechTransform.Hop, SpeechTransform.Hop);
            tables.Variances(Depth, Classes[frame]).CopyTo(row);
            if (Pitch is null)
                continue;
            var factors = tables.Pitch.Factors(Pitch[frame]);
            for (var k = 0; k < row.Length; k++)
                row[k] *= factors[k];
        }
        return variances;
    }
}
