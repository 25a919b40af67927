using SemCom.Agents;

namespace SemCom;

/// <summary>Memory for predictions of one thread.</summary>
public sealed class TwinWorkspace
{
    /// <summary>Makes room.</summary>
    /// <param name="twin">Who predicts.</param>
    /// <param name="rows">Most pairs of SNRs at a time.</param>
    public TwinWorkspace(LinkTwin twin, int rows)
    {
        ArgumentNullException.ThrowIfNull(twin);
        (Inputs, Dense) = (new float[rows * LinkTwin.Inputs], new DenseWorkspace(twin.Shape, rows, backward: false));
    }

    internal float[] Inputs { get; }

    internal DenseWorkspace Dense { get; }
}
