using SemCom.Coding;

namespace SemCom.Receiver.Tests.Decoding;

/// <summary>Successive cancellation as in Arıkan 2009, recursive, one bit at a time, with the min-sum check node.</summary>
internal static class SlowSuccessiveCancellation
{
    public static byte[] Decode(PolarCode code, float[] codedLlrs)
    {
        var llrs = new float[code.MotherLength];
        for (var i = 0; i < codedLlrs.Length; i++)
            llrs[code.CodedBitSources[i]] += codedLlrs[i];
        foreach (var position in code.ShortenedPositions)
            llrs[position] = 1e9f;
        var information = code.InformationPositions.ToArray().ToHashSet();
        var decided = new List<byte>();
        Node(llrs, 0);
        return [.. decided];

        byte[] Node(float[] alpha, int first)
        {
            if (alpha.Length == 1)
            {
                if (!information.Contains(first))
                    return [0];
                decided.Add((byte)(alpha[0] < 0 ? 1 : 0));
                return [decided[^1]];
            }
            var half = alpha.Length / 2;
            var (a, b) = (alpha[..half], alpha[half..]);
            var left = Node([.. a.Zip(b, (x, y) => Math.Sign(x) * Math.Sign(y) * Math.Min(Math.Abs(x), Math.Abs(y)))], first);
            var right = Node([.. a.Zip(b, (x, y) => (x, y)).Zip(left, (pair, u) => u == 0 ? pair.y + pair.x : pair.y - pair.x)], first + half);
            return [.. left.Zip(right, (l, r) => (byte)(l ^ r)), .. right];
        }
    }
}
