namespace SemCom.Receiver.Decoding;

/// <summary>
/// Some 8-bit LLRs side by side: the operations that layered decoding needs, with the same result for every number of lanes. Values are saturated
/// to −128..127.
/// </summary>
internal interface ILlrLanes<TSelf> where TSelf : struct, ILlrLanes<TSelf>
{
    /// <summary>Number of lanes.</summary>
    static abstract int Count { get; }

    static abstract TSelf Broadcast(sbyte value);

    static abstract TSelf Load(ref sbyte source, int index);

    static abstract void Store(TSelf value, ref sbyte destination, int index);

    static abstract TSelf AddSaturate(TSelf a, TSelf b);

    static abstract TSelf SubtractSaturate(TSelf a, TSelf b);

    static abstract TSelf Xor(TSelf a, TSelf b);

    static abstract TSelf Or(TSelf a, TSelf b);

    /// <summary>|a| as an unsigned number 0..128.</summary>
    static abstract TSelf Magnitude(TSelf a);

    /// <summary>The smaller unsigned number.</summary>
    static abstract TSelf MinMagnitude(TSelf a, TSelf b);

    /// <summary>The larger unsigned number.</summary>
    static abstract TSelf MaxMagnitude(TSelf a, TSelf b);

    /// <summary>(a·factor + 64) / 128, rounded down, for an unsigned a of 0..128 and a factor of 0..128.</summary>
    static abstract TSelf Scale(TSelf a, int factor);

    /// <summary><paramref name="ifEqual"/> where a = b, else <paramref name="otherwise"/>.</summary>
    static abstract TSelf SelectEqual(TSelf a, TSelf b, TSelf ifEqual, TSelf otherwise);

    /// <summary>−a where <paramref name="sign"/> is negative, else a, for a of 0..127.</summary>
    static abstract TSelf WithSign(TSelf a, TSelf sign);

    /// <summary>All ones where a is zero, else zero.</summary>
    static abstract TSelf IsZero(TSelf a);

    /// <summary>Whether any of the first <paramref name="count"/> lanes is negative.</summary>
    static abstract bool AnyNegative(TSelf a, int count);
}
