using System.Reflection;

namespace SemCom.Studio;

/// <summary>Version of SemCom.</summary>
internal static class StudioVersion
{
    /// <summary>As it is written, for example 0.1.0.</summary>
    public static string Text { get; } = typeof(StudioVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";
}
