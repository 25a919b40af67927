namespace SemCom.Evaluation;

/// <summary>Where evaluation meets the files of Runtime.</summary>
internal static class PictureFiles
{
    public static Picture Load(PictureInput input) => Picture.Load(input.Path);
}
