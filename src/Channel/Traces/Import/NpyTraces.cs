using System.Buffers.Binary;

namespace SemCom.Channels;

/// <summary>Gains as a NumPy array of complex64 or complex128: [times], [times × paths] or [frames × times × paths].</summary>
internal static class NpyTraces
{
    private const int MaxBytes = 16 * TraceShape.MaxGains + (1 << 17);

    public static RawTrace Read(string path, TraceImportOptions options)
    {
        var array = NpyArray.Read(path, MaxBytes, "<c8", "<c16");
        var shape = array.Shape switch
        {
        [var times] => new TraceShape(1, 1, 1, times, 1),
        [var times, var paths] => new TraceShape(1, 1, 1, times, paths),
        [var frames, var times, var paths] => new TraceShape(frames, 1, 1, times, paths),
            _ => throw new SemComException($"{path}: the array must be [times], [times x paths] or [frames x times x paths] (was {array.ShapeText}); reshape it"),
        };
        try
        {
            shape.Validate();
        }
        catch (SemComException e)
        {
            throw new SemComException($"{path}: {e.Message}", e);
        }
        return new(shape, options.IntervalFor(shape.Times, path), options.DelaysFor(shape.Paths, path), Gains(array));
    }

    private static Complex32[] Gains(NpyArray array)
    {
        var gains = new Complex32[array.Count];
        var data = array.Data.Span;
        var wide = array.Type == "<c16";
        for (var i = 0; i < gains.Length; i++)
        {
            gains[i] = wide
                ? new((float)BinaryPrimitives.ReadDoubleLittleEndian(data[(16 * i)..]), (float)BinaryPrimitives.ReadDoubleLittleEndian(data[(16 * i + 8)..]))
                : new(BinaryPrimitives.ReadSingleLittleEndian(data[(8 * i)..]), BinaryPrimitives.ReadSingleLittleEndian(data[(8 * i + 4)..]));
        }
        return gains;
    }
}
