namespace SemCom;

/// <summary>A picture that was understood after its time: its frame was held until the prototype that it needs came.</summary>
/// <param name="FramesAgo">How many frames before the present one it was sent.</param>
/// <param name="Picture">The picture.</param>
public sealed record LatePicture(int FramesAgo, Picture Picture);
