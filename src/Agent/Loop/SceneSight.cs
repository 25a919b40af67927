namespace SemCom;

/// <summary>What the sender sees of a picture before it decides.</summary>
/// <param name="Place">Which of the places that it remembers the scene is, 0 .. <see cref="StreamState.MaxPlaces"/> − 1.</param>
/// <param name="Clock">Pictures of the place before this one.</param>
/// <param name="Complexity">The picture.</param>
/// <param name="Trial">How hard it is for the codec, tried at home when the scene began.</param>
/// <param name="Motion">How it differs from the picture before it, first, and from the picture that both ends have, last.</param>
/// <param name="SourceValues">Values of the picture.</param>
public sealed record SceneSight(int Place, int Clock, PictureComplexity Complexity, PictureTrial Trial, SceneMotion Motion, int SourceValues);
