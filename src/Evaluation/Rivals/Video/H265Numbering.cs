namespace SemCom.Evaluation.Rivals;

/// <summary>
/// Writes slice_pic_order_cnt_lsb (ITU-T H.265 §7.4.7.1) anew for frames that arrived. References are told as differences of it, so that they move with it. The slice header is that of x265: one
/// slice a picture, parameter set 0, eight bits of order; another one is left as it is.
/// </summary>
internal sealed class H265Numbering : IFrameNumbering
{
    private const int OrderBits = 8;
    private const int FirstIrap = 16, LastIrap = 23, LastSlice = 31;

    private int _number;

    public IReadOnlyList<byte[]> Next(IReadOnlyList<byte[]> units)
    {
        if (units.Any(unit => TypeOf(unit) is >= FirstIrap and <= LastIrap))
        {
            _number = 0;
            return units;
        }
        _number++;
        return [.. units.Select(unit => TypeOf(unit) <= LastSlice && unit.Length > 4 ? Renumbered(unit) : unit)];
    }

    private static int TypeOf(byte[] unit) => unit[0] >> 1 & 63;

    private byte[] Renumbered(byte[] unit)
    {
        var payload = NalUnits.Unescape(unit.AsSpan(2));
        var bits = new BitField(payload);
        if (bits.Read(1) != 1 || bits.ReadGolomb() != 0) // first_slice_segment_in_pic_flag, slice_pic_parameter_set_id
            return unit;
        bits.ReadGolomb(); // slice_type
        bits.Overwrite(_number & ((1 << OrderBits) - 1), OrderBits);
        return [unit[0], unit[1], .. NalUnits.Escape(payload)];
    }
}
