namespace SemCom;

/// <summary>One number that an agent observes.</summary>
/// <param name="Name">What it is, with its unit.</param>
/// <param name="Low">What −1 stands for in a network's input.</param>
/// <param name="High">What +1 stands for in a network's input, above <paramref name="Low"/>.</param>
public sealed record Feature(string Name, float Low, float High);
