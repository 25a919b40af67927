using System.Globalization;
using System.Numerics;
using SemCom.Coding;

namespace SemCom.Core.Tests.Coding;

/// <summary>TS 38.212 §5.3.1 and §5.4.1 written down step by step, with a dense generator matrix.</summary>
internal static class SlowPolarEncoder
{
    private static readonly int[] Q = Table("SemCom.Coding.polar_sequence.csv");
    private static readonly int[] P = Table("SemCom.Coding.polar_subblock_interleaver.csv");

    /// <summary>Bit indices from the least to the most reliable.</summary>
    public static IReadOnlyList<int> Sequence => Q;

    public static byte[] Encode(byte[] c, int e, bool interleave)
    {
        var k = c.Length;
        var n = MotherLength(k, e);
        var j = Enumerable.Range(0, n).Select(i => P[32 * i / n] * (n / 32) + i % (n / 32)).ToArray();
        var frozen = new HashSet<int>();
        if (e < n)
        {
            if ((double)k / e <= 7.0 / 16)
            {
                frozen.UnionWith(j.Take(n - e));
                var t = e >= 3.0 * n / 4 ? Math.Ceiling(3.0 * n / 4 - e / 2.0) : Math.Ceiling(9.0 * n / 16 - e / 4.0);
                frozen.UnionWith(Enumerable.Range(0, (int)t));
            }
            else
            {
                frozen.UnionWith(j.Skip(e));
            }
        }
        var information = Q.Where(q => q < n && !frozen.Contains(q)).TakeLast(k).ToHashSet();
        var u = new byte[n];
        var next = 0;
        for (var i = 0; i < n; i++)
        {
            if (information.Contains(i))
                u[i] = c[next++];
        }
        var d = MultiplyByMatrix(u);
        var y = j.Select(index => d[index]).ToArray();
        var selected = Enumerable.Range(0, e).Select(i => e >= n ? y[i % n] : (double)k / e <= 7.0 / 16 ? y[i + n - e] : y[i]).ToArray();
        return interleave ? Interleave(selected) : selected;
    }

    /// <summary>u·G with G(i, j) of F^⊗n: 1 where the ones of j lie within those of i.</summary>
    public static byte[] MultiplyByMatrix(byte[] u)
    {
        var d = new byte[u.Length];
        for (var column = 0; column < u.Length; column++)
        {
            for (var row = 0; row < u.Length; row++)
                d[column] ^= (byte)((row & column) == column ? u[row] : 0);
        }
        return d;
    }

    private static int MotherLength(int k, int e)
    {
        var log = (int)Math.Ceiling(Math.Log2(e));
        var n1 = e <= 9.0 / 8 * Math.Pow(2, log - 1) && (double)k / e < 9.0 / 16 ? log - 1 : log;
        var n2 = (int)Math.Ceiling(Math.Log2(k * 8.0));
        return 1 << Math.Max(Math.Min(Math.Min(n1, n2), 10), 5);
    }

    /// <summary>§5.4.1.3, with a real matrix and null entries.</summary>
    private static byte[] Interleave(byte[] e)
    {
        var t = 1;
        while (t * (t + 1) / 2 < e.Length)
            t++;
        var v = new int?[t, t];
        var k = 0;
        for (var i = 0; i < t; i++)
        {
            for (var j = 0; j < t - i; j++, k++)
                v[i, j] = k < e.Length ? e[k] : null;
        }
        var f = new List<byte>();
        for (var j = 0; j < t; j++)
        {
            for (var i = 0; i < t - j; i++)
            {
                if (v[i, j] is { } bit)
                    f.Add((byte)bit);
            }
        }
        return [.. f];
    }

    private static int[] Table(string name)
    {
        using var reader = new StreamReader(typeof(PolarCode).Assembly.GetManifestResourceStream(name)!);
        var values = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(line => int.Parse(line.Split(',')[1], CultureInfo.InvariantCulture)).ToArray();
        Assert.Equal(Enumerable.Range(0, values.Length), values.Order());
        Assert.True(BitOperations.IsPow2(values.Length));
        return values;
    }
}
