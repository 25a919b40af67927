namespace SemCom.Evaluation.Rivals;

/// <summary>
/// Writes frame_num (ITU-T H.264 §7.4.3) anew for frames that arrived. It has a fixed length, which the sequence parameter set tells, and stands near the beginning of
/// each slice. Pictures are output in the order of decoding (pic_order_cnt_type 2), so that nothing else counts frames.
/// </summary>
internal sealed class H264Numbering : IFrameNumbering
{
    private const int Slice = 1, IdrSlice = 5, SequenceParameters = 7;

    /// <summary>Profiles whose parameter sets tell chroma format and bit depths (§7.3.2.1.1).</summary>
    private static readonly int[] HighProfiles = [100, 110, 122, 244, 44, 83, 86, 118, 128];

    private int _bits;
    private int _number;

    public IReadOnlyList<byte[]> Next(IReadOnlyList<byte[]> units)
    {
        if (units.FirstOrDefault(unit => (unit[0] & 31) == SequenceParameters) is { } parameters)
            _bits = FrameNumberBits(NalUnits.Unescape(parameters.AsSpan(1)));
        if (units.Any(unit => (unit[0] & 31) == IdrSlice))
        {
            _number = 0;
            return units;
        }
        _number++;
        return _bits == 0 ? units : [.. units.Select(unit => (unit[0] & 31) == Slice ? Renumbered(unit) : unit)];
    }

    private byte[] Renumbered(byte[] unit)
    {
        var payload = NalUnits.Unescape(unit.AsSpan(1));
        var bits = new BitField(payload);
        bits.ReadGolomb(); // first_mb_in_slice
        bits.ReadGolomb(); // slice_type
        bits.ReadGolomb(); // pic_parameter_set_id
        bits.Overwrite(_number & ((1 << _bits) - 1), _bits);
        return [unit[0], .. NalUnits.Escape(payload)];
    }

    /// <summary>Bits of frame_num; 0 where the parameter set is none that our encoder writes.</summary>
    private static int FrameNumberBits(byte[] parameters)
    {
        var bits = new BitField(parameters);
        var profile = bits.Read(8);
        bits.Read(16); // constraints and level
        bits.ReadGolomb(); // seq_parameter_set_id
        if (HighProfiles.Contains(profile))
        {
            if (bits.ReadGolomb() == 3) // chroma_format_idc
                bits.Read(1);
            bits.ReadGolomb(); // bit depths
            bits.ReadGolomb();
            bits.Read(1); // qpprime_y_zero_transform_bypass_flag
            if (bits.Read(1) == 1) // scaling matrices
                return 0;
        }
        var length = bits.ReadGolomb() + 4;
        return bits.ReadGolomb() == 2 && length <= 16 ? length : 0; // pic_order_cnt_type
    }
}
