using SemCom.Runtime.Media;

namespace SemCom.Studio;

/// <summary>What the classical codec made of a part of a sound.</summary>
/// <param name="Sound">What a listener hears; silence where it was lost.</param>
/// <param name="Quality">What was measured.</param>
/// <param name="Work">How long it took.</param>
internal sealed record SoundRivalView(Sound Sound, QualityRecord Quality, TimeSpan Work)
{
    /// <summary>The part as viewers get it.</summary>
    public PartRival ToMessage() => new(SoundFile.ToPcm(Sound), Quality.SiSdrDb, Quality.Stoi, Quality.Lost, Quality.Model ?? "nothing is small enough", Quality.Uses.Total);
}
