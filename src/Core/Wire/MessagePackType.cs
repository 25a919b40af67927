namespace SemCom.Wire;

/// <summary>Kinds of MessagePack values.</summary>
public enum MessagePackType
{
    /// <summary>The byte 0xC1, which the format never uses.</summary>
    Invalid = 0,

    /// <summary>No value.</summary>
    Nil,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>Integer from −2⁶³ to 2⁶⁴−1.</summary>
    Integer,

    /// <summary>IEEE 754 binary32.</summary>
    Float32,

    /// <summary>IEEE 754 binary64.</summary>
    Float64,

    /// <summary>UTF-8 text.</summary>
    Text,

    /// <summary>Bytes.</summary>
    Binary,

    /// <summary>Sequence of values.</summary>
    Array,

    /// <summary>Sequence of key-value pairs.</summary>
    Map,

    /// <summary>Application-specific type, timestamps included; not accepted here.</summary>
    Extension,
}
