using System.Collections.Concurrent;
using SemCom.Coding;

namespace SemCom.Evaluation.Rivals;

/// <summary>
/// Lengths of the frames that carry a video's pictures: rows of channel uses that lie 2 % apart, since a link surveys its channel for every length. Messages shorter than a frame can carry have more parity. For any number of threads.
/// </summary>
/// <param name="link">The link.</param>
/// <param name="planSnrDb">Planned SNR [dB].</param>
internal sealed class FrameSizes(IDigitalTransport link, double planSnrDb)
{
    private const int Smallest = 128;
    private const double Ratio = 1.02;
    private const int Rows = 600;

    private readonly ConcurrentDictionary<(McsEntry Mcs, int Row), int> _bytes = new();

    /// <summary>Channel uses of the shortest frame that carries some bytes; null where none does.</summary>
    public int? UsesFor(McsEntry mcs, int bytes)
    {
        var (low, high) = (0, Rows);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (BytesOf(mcs, middle) >= bytes)
                high = middle;
            else
                low = middle + 1;
        }
        return low == Rows ? null : UsesOf(low);
    }

    /// <summary>About how many bytes fit a number of uses.</summary>
    public int BytesFor(McsEntry mcs, int uses) => Math.Max(0, link.MessageBytes(mcs, uses, planSnrDb));

    private static int UsesOf(int row) => (int)Math.Round(Smallest * Math.Pow(Ratio, row));

    private int BytesOf(McsEntry mcs, int row) => _bytes.GetOrAdd((mcs, row), key => link.MessageBytes(key.Mcs, UsesOf(key.Row), planSnrDb));
}
