using System.Text.Json.Serialization;

namespace SemCom.Runtime.Models;

/// <summary>Describes an input or output of a model for people.</summary>
/// <param name="Name">Its name in the graph.</param>
/// <param name="Shape">Its dimensions in words, for example <c>[1, 3, H, W]</c>.</param>
/// <param name="Unit">Unit and range of its values, for example <c>RGB, 0 to 1</c>.</param>
public sealed record ModelTensor(
    [property: JsonRequired] string Name,
    [property: JsonRequired] string Shape,
    [property: JsonRequired] string Unit);
