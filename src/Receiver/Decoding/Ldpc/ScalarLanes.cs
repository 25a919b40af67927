namespace SemCom.Receiver.Decoding;

/// <summary>One lane: what the vectors do, said plainly.</summary>
internal readonly struct ScalarLanes : ILlrLanes<ScalarLanes>
{
    private readonly sbyte _value;

    private ScalarLanes(int value) => _value = (sbyte)value;

    public static int Count => 1;

    private byte Unsigned => (byte)_value;

    public static ScalarLanes Broadcast(sbyte value) => new(value);

    public static ScalarLanes Load(ref sbyte source, int index) => new(System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref source, index + 1)[index]);

    public static void Store(ScalarLanes value, ref sbyte destination, int index) =>
        System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref destination, index + 1)[index] = value._value;

    public static ScalarLanes AddSaturate(ScalarLanes a, ScalarLanes b) => new(Math.Clamp(a._value + b._value, sbyte.MinValue, sbyte.MaxValue));

    public static ScalarLanes SubtractSaturate(ScalarLanes a, ScalarLanes b) => new(Math.Clamp(a._value - b._value, sbyte.MinValue, sbyte.MaxValue));

    public static ScalarLanes Xor(ScalarLanes a, ScalarLanes b) => new(a._value ^ b._value);

    public static ScalarLanes Or(ScalarLanes a, ScalarLanes b) => new((byte)a._value | (byte)b._value);

    public static ScalarLanes Magnitude(ScalarLanes a) => new(Math.Abs((int)a._value));

    public static ScalarLanes MinMagnitude(ScalarLanes a, ScalarLanes b) => new(Math.Min(a.Unsigned, b.Unsigned));

    public static ScalarLanes MaxMagnitude(ScalarLanes a, ScalarLanes b) => new(Math.Max(a.Unsigned, b.Unsigned));

    public static ScalarLanes Scale(ScalarLanes a, int factor) => new((a.Unsigned * factor + 64) >> 7);

    public static ScalarLanes SelectEqual(ScalarLanes a, ScalarLanes b, ScalarLanes ifEqual, ScalarLanes otherwise) =>
        a._value == b._value ? ifEqual : otherwise;

    public static ScalarLanes WithSign(ScalarLanes a, ScalarLanes sign) => new(sign._value < 0 ? -a._value : a._value);

    public static ScalarLanes IsZero(ScalarLanes a) => new(a._value == 0 ? -1 : 0);

    public static bool AnyNegative(ScalarLanes a, int count) => a._value < 0;
}
