using System.Globalization;
using System.Numerics;

namespace SemCom;

/// <summary>Checks of arguments that come from users. Every failure says name, rule, value and remedy in one line.</summary>
public static class Guard
{
    /// <summary>Returns <paramref name="value"/> if it is finite and within [<paramref name="min"/>, <paramref name="max"/>].</summary>
    /// <exception cref="SemComException">The value is NaN, infinite or outside the range.</exception>
    public static T InRange<T>(T value, T min, T max, string name, string remedy) where T : INumber<T>
    {
        if (T.IsFinite(value) && value >= min && value <= max)
            return value;
        throw new SemComException(string.Create(CultureInfo.InvariantCulture,
            $"{name} must be between {min} and {max} (was {value}); {remedy}"));
    }
}
