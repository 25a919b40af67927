namespace SemCom.Runtime.Onnx;

/// <summary>Sizes and texts of tensor shapes.</summary>
internal static class OnnxShape
{
    /// <summary>The number of elements, or −1 when a dimension is below 1 or the product does not fit an array.</summary>
    public static long Count(ReadOnlySpan<long> shape)
    {
        var count = 1L;
        foreach (var size in shape)
        {
            if (size < 1 || size > Array.MaxLength)
                return -1;
            count *= size;
            if (count > Array.MaxLength)
                return -1;
        }
        return count;
    }

    /// <summary>For example <c>[1, 3, ?]</c>, where ? is any size.</summary>
    public static string Format(IEnumerable<long> shape) =>
        $"[{string.Join(", ", shape.Select(size => size < 0 ? "?" : size.ToString(System.Globalization.CultureInfo.InvariantCulture)))}]";
}
