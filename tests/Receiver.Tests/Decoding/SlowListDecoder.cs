using SemCom.Coding;

namespace SemCom.Receiver.Tests.Decoding;

/// <summary>Successive cancellation list decoding bit by bit: every path is a list of bits, every LLR is computed anew from the channel.</summary>
internal static class SlowListDecoder
{
    /// <summary>Information bits of the most likely path. For codes without rate matching.</summary>
    public static byte[] Decode(PolarCode code, float[] codedLlrs, int listSize)
    {
        var llrs = new float[code.MotherLength];
        for (var i = 0; i < llrs.Length; i++)
            llrs[code.CodedBitSources[i]] = codedLlrs[i];
        var information = code.InformationPositions.ToArray();
        List<(double Metric, byte[] Bits)> paths = [(0, [])];
        for (var i = 0; i < llrs.Length; i++)
        {
            byte[] choices = information.Contains(i) ? [0, 1] : [0];
            paths = [.. paths
                .SelectMany(path => choices.Select(bit => (path.Metric + Penalty(Llr(llrs, path.Bits), bit), (byte[])[.. path.Bits, bit])))
                .OrderBy(path => path.Item1)
                .Take(listSize)];
        }
        return [.. information.Select(position => paths[0].Bits[position])];
    }

    private static double Penalty(float llr, byte bit) => Math.Max(0, bit == 0 ? -llr : llr);

    /// <summary>LLR of the bit that follows those decided.</summary>
    private static float Llr(float[] alpha, byte[] decided)
    {
        if (alpha.Length == 1)
            return alpha[0];
        var half = alpha.Length / 2;
        var (a, b) = (alpha[..half], alpha[half..]);
        if (decided.Length < half)
            return Llr([.. a.Zip(b, (x, y) => Math.Sign(x) * Math.Sign(y) * Math.Min(Math.Abs(x), Math.Abs(y)))], decided);
        var left = decided[..half];
        PolarTransform.Apply<byte>(left);
        return Llr([.. Enumerable.Range(0, half).Select(i => left[i] == 0 ? b[i] + a[i] : b[i] - a[i])], decided[half..]);
    }
}
