namespace SemCom.Studio;

/// <summary>Something that can be sent: pictures (<see cref="IPictureSource"/>) or a sound (<see cref="SoundSource"/>).</summary>
internal interface IStudioSource
{
    /// <summary>What viewers are told about it.</summary>
    SourceInfo Info { get; }

    /// <summary>A problem as viewers may know it: they are told titles, not where files lie.</summary>
    SemComException Explain(SemComException problem) => problem;
}
