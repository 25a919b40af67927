namespace SemCom.Runtime.Tests.Media;

/// <summary>Tests that change environment variables of this process, one after the other and alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class EnvironmentTests
{
    public const string Name = "environment";
}
