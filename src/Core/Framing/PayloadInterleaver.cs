namespace SemCom.Framing;

/// <summary>Spreads neighbouring values over the frame, so that a faded stretch or a lost tail hurts all importances alike.</summary>
public static class PayloadInterleaver
{
    /// <summary>Position j of the channel carries symbol (j · stride) mod n. The stride is the first from n/φ upwards that shares no factor with n.</summary>
    public static int Stride(int n)
    {
        var stride = Math.Max(1, (int)(n * 0.6180339887498949));
        while (GreatestCommonDivisor(stride, n) != 1)
            stride++;
        return stride;
    }

    /// <summary>Symbol that stands at position <paramref name="j"/>.</summary>
    public static int SymbolAt(int j, int stride, int n) => (int)((long)j * stride % n);

    private static int GreatestCommonDivisor(int a, int b)
    {
        while (b != 0)
            (a, b) = (b, a % b);
        return a;
    }
}
