namespace SemCom;

/// <summary>All that was recorded of one picture.</summary>
public sealed record PictureRecording
{
    /// <summary>Name of the picture.</summary>
    public required string Name { get; init; }

    /// <summary>What the transmitter sees of the picture: see <see cref="PictureComplexity"/>.</summary>
    public required PictureComplexity Complexity { get; init; }

    /// <summary>Channel uses of each way at each planned SNR / source values of the picture [ways · plans].</summary>
    public required float[] Cbr { get; init; }

    /// <summary>Outcomes of each way at each point of the grid [ways · points].</summary>
    public required RecordedOutcome[] Outcomes { get; init; }

    /// <summary>What a transmitter finds out by trying the picture at home; other noise than that of <see cref="Outcomes"/>.</summary>
    public required PictureTrial Trial { get; init; }

    /// <summary>Ways in which scenes of this picture move; at least one.</summary>
    public required IReadOnlyList<SceneMotion> Motions { get; init; }
}
