using SemCom.Video;

namespace SemCom.Transmitter.Video;

/// <summary>Which patches must be sent: each in its turn once in an interval, in an order that spreads them over picture and time, and those that the receiver holds wrong.</summary>
/// <param name="patches">Patches of the picture.</param>
/// <param name="interval">Pictures in which each has its turn.</param>
internal sealed class RefreshSchedule(int patches, int interval)
{
    private const double GoldenRatio = 0.6180339887498949;

    private readonly PatchDemand[] _demands = new PatchDemand[patches];
    private readonly int[] _turns = [.. Enumerable.Range(0, patches).Select(i => (int)(i * GoldenRatio % 1 * interval))];
    private int _next;

    /// <summary>What must be sent with the next frame.</summary>
    public ReadOnlySpan<PatchDemand> Demands => _demands;

    /// <summary>A picture's turn has come: so has that of its patches.</summary>
    public void Advance()
    {
        for (var i = 0; i < _turns.Length; i++)
        {
            if (_turns[i] == _next && _demands[i] == PatchDemand.None)
                _demands[i] = PatchDemand.Whole;
        }
        _next = (_next + 1) % interval;
    }

    /// <summary>The receiver holds some patch wrong.</summary>
    public void Demand(int patch) => _demands[patch] = PatchDemand.Anew;

    /// <summary>A frame was sent: what was demanded is done, for patches that are in it.</summary>
    /// <param name="map">Symbols of the patches.</param>
    public void Done(ReadOnlySpan<byte> map)
    {
        for (var i = 0; i < _demands.Length; i++)
        {
            if (map[i] != UpdateSymbols.Keep)
                _demands[i] = PatchDemand.None;
        }
    }
}
