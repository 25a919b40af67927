namespace SemCom.Evaluation;

/// <summary>One picture of an explanation.</summary>
/// <param name="Name">Name of its file without ending.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Caption">How to read it, in a sentence or two.</param>
/// <param name="Picture">The picture, legend included.</param>
internal sealed record ExplanationPicture(string Name, string Title, string Caption, Picture Picture);
