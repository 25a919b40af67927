// A small harbour in the last hour of sunlight. Units are metres; y is up, the water is y = 0, the quay runs along z.
// Render: see README.md beside this file. MIT licence, as the rest of SemCom.
#version 3.7;
#include "functions.inc"

#declare R = seed(1912);
#macro Rnd(A, B) (A + (B - A) * rand(R)) #end
#macro Either(Test, A, B)
  #local Chosen = Test;
  (A * Chosen + B * (1 - Chosen))
#end
#macro Pick(List) List[int(rand(R) * dimension_size(List, 1) * 0.9999)] #end

global_settings {
  assumed_gamma 1.0
  max_trace_level 6
  radiosity {
    pretrace_start 0.08 pretrace_end 0.01
    count 90 nearest_count 8 error_bound 0.5 recursion_limit 2
    low_error_factor 0.6 gray_threshold 0.1 minimum_reuse 0.012 brightness 0.8
  }
}

camera {
  location <6.0, 3.3, -16>
  look_at <-1.0, 2.75, 15>
  right x * 768 / 512
  angle 51
}

// ---- light and air ---------------------------------------------------------------------------------------------

light_source {
  <900, 330, -620>
  color rgb <1.0, 0.74, 0.44> * 3.0
  area_light <14, 0, 20>, <0, 24, 0>, 3, 3 adaptive 1 jitter
}

// Clouds drawn as if on a flat layer: a direction (x, y, z) meets the layer at (x, z) / (y + 0.09).
#declare CloudMass = function { pattern { bozo turbulence 0.6 octaves 7 omega 0.55 lambda 2.1 } }
#declare CloudAmount = function(u, v) { CloudMass(u * 0.85 + 3.3, v * 1.5, 7.1) }
#declare SkyGradient = pigment {
  gradient y
  color_map {
    [0.00 rgb <1.00, 0.66, 0.42> * 0.95]
    [0.06 rgb <0.98, 0.68, 0.48> * 0.90]
    [0.16 rgb <0.62, 0.62, 0.66> * 0.80]
    [0.32 rgb <0.28, 0.45, 0.70> * 0.68]
    [0.60 rgb <0.10, 0.25, 0.55> * 0.60]
    [1.00 rgb <0.08, 0.17, 0.40> * 0.65]
  }
}
#declare CloudColour = pigment {
  gradient y
  color_map {
    [0.00 rgb <1.00, 0.60, 0.38> * 0.9]
    [0.15 rgb <1.05, 0.72, 0.52> * 0.95]
    [0.40 rgb <1.00, 0.84, 0.72> * 0.95]
    [1.00 rgb <0.80, 0.80, 0.84> * 0.9]
  }
}
#declare CloudShade = pigment {
  gradient y
  color_map {
    [0.00 rgb <0.80, 0.48, 0.36> * 0.85]
    [0.30 rgb <0.50, 0.45, 0.50> * 0.85]
    [1.00 rgb <0.36, 0.40, 0.50> * 0.80]
  }
}
sky_sphere {
  pigment {
    function { CloudAmount(x / (abs(y) + 0.09), z / (abs(y) + 0.09)) }
    pigment_map {
      [0.00 SkyGradient]
      [0.46 SkyGradient]
      [0.60 CloudColour]
      [0.72 CloudColour]
      [0.90 CloudShade]
      [1.00 CloudShade]
    }
  }
}

fog { fog_type 2 distance 420 color rgb <0.86, 0.64, 0.50> * 0.82 fog_offset 0 fog_alt 9 }

// ---- materials -------------------------------------------------------------------------------------------------

#declare Matte = finish { diffuse 0.75 ambient 0 }
#declare Satin = finish { diffuse 0.7 ambient 0 specular 0.25 roughness 0.03 reflection { 0.0, 0.08 fresnel on } conserve_energy }
#declare Gloss = finish { diffuse 0.65 ambient 0 specular 0.5 roughness 0.012 reflection { 0.0, 0.5 fresnel on } conserve_energy }

#declare Iron = texture { pigment { bozo color_map { [0 rgb <0.035, 0.04, 0.045>] [0.7 rgb <0.05, 0.05, 0.05>] [1 rgb <0.12, 0.06, 0.03>] } scale 0.12 } finish { Satin } }
#declare Steel = texture { pigment { rgb 0.42 } finish { diffuse 0.5 ambient 0 specular 0.7 roughness 0.01 reflection 0.2 } }
#declare Rope = texture {
  pigment { gradient x color_map { [0 rgb <0.34, 0.27, 0.17>] [0.5 rgb <0.52, 0.43, 0.29>] [1 rgb <0.30, 0.23, 0.14>] } scale 0.05 rotate <0, 30, 40> }
  finish { Matte }
}
#macro Paint(C) pigment { C } finish { Gloss } #end
#macro OldPaint(C)
  pigment { bozo turbulence 0.4 color_map { [0 C * 0.82] [0.55 C] [1 C * 1.08] } scale <0.5, 0.18, 0.5> }
  normal { bumps 0.06 scale 0.04 }
  finish { Gloss }
#end
#macro Plaster(C)
  texture {
    pigment {
      bozo turbulence 0.7 octaves 5
      color_map { [0 C * 0.78] [0.35 C * 0.95] [0.7 C] [1 C * 0.85 + <0.10, 0.10, 0.09>] }
      scale <1, 2.2, 1> translate Rnd(0, 50)
    }
    normal { granite 0.12 scale 0.35 }
    finish { Matte }
  }
  texture { // rain streaks under eaves and damp at the foot
    pigment { gradient y turbulence 0.12 color_map { [0 rgbt <0.16, 0.13, 0.10, 0.45>] [0.10 rgbt <0.2, 0.17, 0.14, 0.85>] [0.2 rgbt 1] [0.93 rgbt 1] [1 rgbt <0.14, 0.11, 0.09, 0.72>] } scale 8.5 translate y * 1.3 }
    finish { Matte }
  }
#end
#macro Timber(C)
  pigment {
    wood turbulence <0.05, 0.05, 0.2> octaves 4
    color_map { [0 C * 1.1] [0.5 C * 0.85] [0.85 C * 0.55] [1 C * 0.95] }
    scale <0.05, 0.05, 1.2> rotate <Rnd(1, 4), Rnd(1, 4), 0> translate <Rnd(0, 9), Rnd(0, 9), Rnd(0, 9)>
  }
  normal { wood 0.25 turbulence 0.1 scale <0.025, 0.025, 1> rotate <2, 3, 0> }
  finish { Matte }
#end
#macro Stone(C)
  pigment { granite turbulence 0.3 color_map { [0 C * 0.55] [0.4 C * 0.9] [0.7 C * 1.05] [1 C * 1.3] } scale Rnd(0.5, 0.9) translate Rnd(0, 90) }
  normal { granite 0.28 scale 0.4 translate Rnd(0, 90) }
  finish { Matte }
#end
#declare Algae = texture {
  pigment { gradient y turbulence 0.08 octaves 4 color_map {
    [0.00 rgbt <0.012, 0.02, 0.008, 0.05>] [0.10 rgbt <0.03, 0.045, 0.012, 0.12>] [0.17 rgbt <0.05, 0.06, 0.02, 0.45>] [0.24 rgbt <0.08, 0.07, 0.05, 0.85>] [0.3 rgbt 1] [1 rgbt 1] } scale 2.4 }
  finish { diffuse 0.7 ambient 0 specular 0.3 roughness 0.05 }
}
#declare Leaf = array[5] { <0.11, 0.17, 0.03>, <0.15, 0.21, 0.04>, <0.20, 0.25, 0.05>, <0.08, 0.13, 0.03>, <0.26, 0.26, 0.06> }

// ---- water -----------------------------------------------------------------------------------------------------

plane {
  y, 0
  texture {
    pigment { bozo color_map { [0 rgb <0.010, 0.034, 0.034>] [1 rgb <0.018, 0.048, 0.044>] } scale 9 }
    normal {
      average normal_map {
        [2.0 bumps 0.26 scale <1.9, 1, 0.75> rotate y * 12]
        [1.6 bumps 0.22 scale <0.55, 1, 0.26> rotate y * -9]
        [1.0 bumps 0.16 scale <0.15, 1, 0.085> rotate y * 20]
        [1.0 granite 0.02 scale 6]
      }
    }
    finish { diffuse 0.5 ambient 0 specular 0.6 roughness 0.004 reflection { 0.0, 1.0 fresnel on } conserve_energy }
  }
  interior { ior 1.33 }
}

// ---- boats -----------------------------------------------------------------------------------------------------

// Half-breadth of the deck at Pu (0 stern, 1 bow), height of the gunwale, and a point of the starboard shell.
#macro DeckHalf(Pu, B) (B * (Pu < 0.42 ? 0.80 + 0.20 * sin(pi / 2 * Pu / 0.42) : 1 - pow((Pu - 0.42) / 0.58, 2.4))) #end
#macro Sheer(Pu, H) (H * (1 + 0.62 * pow(Pu, 2.6) + 0.14 * pow(1 - Pu, 2))) #end
#macro Shell(Pu, Pv, L, B, H, D)
  #local Full = 0.30 + 0.75 * pow(Pu, 2.5);
  #local Top = Sheer(Pu, H);
  #local Yv = -D + (Top + D) * Pv;
  <DeckHalf(Pu, B) * pow(Pv, Full) + 0.001, Yv, -L * Pu - 0.10 * L * pow(Pu, 6) * (Pv - 0.4)>
#end
#macro HullSide(L, B, H, D)
  #local NU = 56; #local NV = 18;
  mesh {
    #local I = 0;
    #while (I < NU)
      #local J = 0;
      #while (J < NV)
        #local U0 = I / NU; #local U1 = (I + 1) / NU; #local V0 = J / NV; #local V1 = (J + 1) / NV;
        #local PA = Shell(U0, V0, L, B, H, D); #local PB = Shell(U1, V0, L, B, H, D);
        #local PC = Shell(U1, V1, L, B, H, D); #local PD = Shell(U0, V1, L, B, H, D);
        triangle { PA, PB, PC } triangle { PA, PC, PD }
        #local J = J + 1;
      #end
      #local I = I + 1;
    #end
  }
#end
#macro Hull(L, B, H, D, Skin, Trim, DeckTex)
  #local Side = HullSide(L, B, H, D)
  union {
    object { Side }
    object { Side scale <-1, 1, 1> }
    texture { Skin }
  }
  // transom
  mesh {
    #local J = 0;
    #while (J < 14)
      #local PA = Shell(0, J / 14, L, B, H, D); #local PB = Shell(0, (J + 1) / 14, L, B, H, D);
      triangle { PA, PB, PB * <-1, 1, 1> } triangle { PA, PB * <-1, 1, 1>, PA * <-1, 1, 1> }
      #local J = J + 1;
    #end
    texture { Skin }
  }
  // gunwale, rubbing strake, deck
  #local Both = 0;
  #while (Both < 2)
    #local Mirror = <1 - 2 * Both, 1, 1>;
    sphere_sweep {
      cubic_spline 26
      #local I = 0;
      #while (I < 26) #local U = min(1, max(0, (I - 1) / 23)); Shell(U, 1, L, B, H, D) * Mirror + y * 0.02, 0.055 #local I = I + 1; #end
      texture { Trim }
    }
    sphere_sweep {
      cubic_spline 26
      #local I = 0;
      #while (I < 26) #local U = min(1, max(0, (I - 1) / 23)); Shell(U, 0.80, L, B, H, D) * Mirror, 0.04 #local I = I + 1; #end
      texture { Trim }
    }
    #local Both = Both + 1;
  #end
  mesh {
    #local I = 0;
    #while (I < 30)
      #local PA = Shell(I / 30, 0.78, L, B, H, D); #local PB = Shell((I + 1) / 30, 0.78, L, B, H, D);
      triangle { PA, PB, PB * <-1, 1, 1> } triangle { PA, PB * <-1, 1, 1>, PA * <-1, 1, 1> }
      #local I = I + 1;
    #end
    texture { DeckTex }
  }
#end
#macro HullSkin(Body, Boot, Under, H)
  texture {
    pigment {
      gradient y
      color_map { [0 Under] [0.215 Under * 0.9] [0.22 Boot] [0.265 Boot] [0.27 Body * 0.85] [0.5 Body] [1 Body * 1.05] }
      scale 1.0 * H * 2
      translate y * -0.26
    }
    normal { gradient y 0.35 slope_map { [0 <0, 0>] [0.85 <0.35, 0.4>] [0.92 <0.4, -4>] [1 <0, 0>] } scale 0.17 }
    finish { Gloss }
  }
  texture {
    pigment { granite color_map { [0 rgbt <0.35, 0.2, 0.1, 0.65>] [0.16 rgbt <0.2, 0.15, 0.1, 0.92>] [0.3 rgbt 1] [1 rgbt 1] } scale <1.2, 2.4, 1.2> }
    finish { Matte }
  }
#end
// A line hanging between two points with the given sag.
#macro Line(A, B, Sag, Radius, Tex)
  sphere_sweep {
    cubic_spline 15
    #local I = 0;
    #while (I < 15)
      #local T = (I - 1) / 12;
      A + (B - A) * T - y * Sag * 4 * T * (1 - T), Radius
      #local I = I + 1;
    #end
    tolerance 0.01
    texture { Tex }
  }
#end
// Letters on the side that faces +x, read from the bow at Pu = U0 towards the stern.
#macro Lettering(S, L, B, H, D, U0, V, Size, Tex)
  #local I = 0;
  #while (I < strlen(S))
    #local U = U0 - I * Size * 0.86 / L;
    #local P = Shell(U, V, L, B, H, D);
    #local Across = vnormalize(P - Shell(U + 0.01, V, L, B, H, D));
    #local Up = vnormalize(Shell(U, V + 0.02, L, B, H, D) - P);
    #local Into = vnormalize(vcross(Across, Up));
    #if (strcmp(substr(S, I + 1, 1), " ") != 0)
      text {
        ttf "timrom.ttf" substr(S, I + 1, 1) 0.1, 0
        translate <-0.3, -0.33, 0>
        scale <Size, Size, 1>
        translate z * -0.03
        matrix <Across.x, Across.y, Across.z, Up.x, Up.y, Up.z, Into.x, Into.y, Into.z, P.x, P.y, P.z>
        texture { Tex }
      }
    #end
    #local I = I + 1;
  #end
#end
#macro LifeRing(Radius)
  torus {
    Radius, Radius * 0.24
    texture { pigment { radial color_map { [0 rgb <0.85, 0.16, 0.02>] [0.72 rgb <0.85, 0.16, 0.02>] [0.72 rgb 0.8] [1 rgb 0.8] } frequency 4 } finish { Satin } }
  }
#end
#declare DarkGlass = texture { pigment { rgb <0.012, 0.016, 0.02> } finish { diffuse 0.4 ambient 0 specular 0.8 roughness 0.005 reflection { 0.08, 0.9 fresnel on } conserve_energy } }
#declare White = rgb <0.74, 0.72, 0.68>;

#declare CrateColours = array[4] { rgb <0.06, 0.16, 0.38>, rgb <0.62, 0.36, 0.05>, rgb <0.06, 0.26, 0.14>, rgb <0.55, 0.53, 0.48> }
#declare BuoyColours = array[4] { rgb <0.80, 0.20, 0.03>, rgb <0.75, 0.52, 0.06>, rgb <0.72, 0.70, 0.66>, rgb <0.62, 0.05, 0.06> }

// Fishing boat, bow towards -z, stern at the origin.
#macro FishingBoat(Name, Body, Boot, CabinColour, L)
  #local B = L * 0.165; #local H = L * 0.105; #local D = 0.5;
  #local Ctr = <0, 0, -L * 0.36>;
  #local Yd = H * 0.80;
  union {
    Hull(L, B, H, D, HullSkin(Body, Boot, rgb <0.26, 0.035, 0.02>, H), texture { OldPaint(White) }, texture { Timber(rgb <0.42, 0.30, 0.19>) })
    Lettering(Name, L, B, H, D, 0.80, 0.885, 0.28, texture { Paint(rgb <0.82, 0.78, 0.66>) })
    // wheelhouse
    #local W = B * 0.62; #local CZ0 = -L * 0.50; #local CZ1 = -L * 0.24; #local CH = 2.05;
    union {
      difference {
        box { <-W, Yd - 0.2, CZ0>, <W, Yd + CH, CZ1> }
        box { <-W + 0.08, Yd + 1.05, CZ0 - 1>, <W - 0.08, Yd + 1.72, CZ0 + 0.09> }
        #local K = 0;
        #while (K < 3) box { <-W - 1, Yd + 1.05, CZ0 + 0.12 + K * 0.78>, <W + 1, Yd + 1.72, CZ0 + 0.78 + K * 0.78> } #local K = K + 1; #end
        texture { OldPaint(CabinColour) }
      }
      box { <-W + 0.05, Yd + 0.9, CZ0 + 0.05>, <W - 0.05, Yd + 1.8, CZ1 - 0.05> texture { DarkGlass } }
      #local K = 0;
      #while (K < 3) box { <-W + 0.09 + K * (2 * W - 0.16) / 3, Yd + 1.0, CZ0 - 0.012>, <-W + 0.15 + K * (2 * W - 0.16) / 3, Yd + 1.75, CZ0 + 0.06> texture { OldPaint(CabinColour) } } #local K = K + 1; #end
      box { <-W - 0.16, Yd + CH, CZ0 - 0.28>, <W + 0.16, Yd + CH + 0.10, CZ1 + 0.18> texture { OldPaint(rgb <0.60, 0.10, 0.03>) } }
      box { <-W - 0.02, Yd + 0.80, CZ0 - 0.015>, <W + 0.02, Yd + 0.88, CZ1 + 0.02> texture { OldPaint(Body) } }
    }
    object { LifeRing(0.27) rotate z * 90 translate <W + 0.06, Yd + 0.52, CZ1 - 0.55> }
    // mast, boom, wires
    cylinder { <0, Yd + CH, CZ1 - 0.3>, <0, Yd + CH + 3.4, CZ1 - 0.1>, 0.055 texture { Timber(rgb <0.55, 0.36, 0.18>) } }
    cylinder { <-0.8, Yd + CH + 2.2, CZ1 - 0.18>, <0.8, Yd + CH + 2.2, CZ1 - 0.18>, 0.03 texture { Paint(White) } }
    cylinder { <0, Yd + 1.0, CZ1 + 0.1>, <0.2, Yd + 3.1, -0.2>, 0.05 texture { Timber(rgb <0.55, 0.36, 0.18>) } }
    cylinder { <0, Yd + CH, CZ0 + 0.5>, <0, Yd + CH + 1.7, CZ0 + 0.5>, 0.012 texture { Paint(White) } }
    cylinder { <-0.4, Yd + CH + 0.1, CZ0 + 0.4>, <-0.4, Yd + CH + 2.6, CZ0 + 0.4>, 0.008 texture { Steel } }
    sphere { <0, Yd + CH + 0.22, CZ0 + 0.5>, 0.17 scale <1, 1, 1> texture { Paint(rgb 0.75) } }
    #local Mt = <0, Yd + CH + 3.3, CZ1 - 0.1>;
    #local Bow = <0, Sheer(1, H) + 0.1, -L * 1.02>;
    Line(Mt, Bow, 0.12, 0.012, Steel)
    Line(Mt, <0.2, Yd + 3.1, -0.2>, 0.02, 0.010, Steel)
    Line(Mt, <B * 0.85, H + 0.05, -L * 0.15>, 0.02, 0.010, Steel)
    Line(Mt, <-B * 0.85, H + 0.05, -L * 0.15>, 0.02, 0.010, Steel)
    Line(<0.2, Yd + 3.1, -0.2>, <B * 0.5, H, -0.1>, 0.0, 0.010, Rope)
    // bow rail
    #local Both = 0;
    #while (Both < 2)
      #local Mirror = <1 - 2 * Both, 1, 1>;
      #local K = 0;
      #while (K < 5)
        #local Pk = Shell(0.66 + K * 0.08, 1, L, B, H, D) * Mirror;
        cylinder { Pk, Pk + y * 0.55, 0.016 texture { Steel } }
        #if (K > 0)
          cylinder { Pk + y * 0.55, Po + y * 0.55, 0.018 texture { Steel } }
          cylinder { Pk + y * 0.28, Po + y * 0.28, 0.010 texture { Steel } }
        #end
        #local Po = Pk;
        #local K = K + 1;
      #end
      #local Both = Both + 1;
    #end
    // fenders and buoys
    #local K = 0;
    #while (K < 4)
      #local Pf = Shell(0.12 + K * 0.17, 0.80, L, B, H, D) + <0.10, -0.10, 0>;
      sphere { 0, 0.15 scale <1, 1.5, 1> translate Pf - y * 0.15 texture { Paint(rgb Either(mod(K, 2), <0.80, 0.22, 0.03>, <0.70, 0.68, 0.62>)) } }
      cylinder { Pf, Pf + <-0.12, 0.45, 0>, 0.012 texture { Rope } }
      #local K = K + 1;
    #end
    // crates and buoys on deck
    #local K = 0;
    #while (K < 9)
      box { <-0.3, 0, -0.22>, <0.3, 0.28, 0.22> rotate y * Rnd(-12, 12) translate <Rnd(-0.5, 0.6), Yd + 0.02 + 0.28 * mod(K, 3), -L * 0.06 - 0.55 * int(K / 3)>
        texture { Paint(Pick(CrateColours)) } }
      #local K = K + 1;
    #end
    #local K = 0;
    #while (K < 6) sphere { <Rnd(-0.5, 0.5), Yd + 0.2 + Rnd(0, 0.2), -L * Rnd(0.58, 0.68)>, Rnd(0.14, 0.2) texture { Paint(Pick(BuoyColours)) } } #local K = K + 1; #end
  }
#end

#macro Yacht(Body, Stripe, Cover, L)
  #local B = L * 0.155; #local H = L * 0.095; #local D = 0.4; #local M = L * 1.28;
  #local Mz = -L * 0.56; #local Mt = <0, M, Mz>;
  union {
    Hull(L, B, H, D, texture { pigment { gradient y color_map { [0 Stripe * 0.6] [0.08 Stripe * 0.6] [0.08 Body] [0.62 Body] [0.62 Stripe] [0.70 Stripe] [0.70 Body] [1 Body] } scale H * 1.25 translate y * 0.02 } finish { Gloss } },
      texture { Paint(White) }, texture { Timber(rgb <0.55, 0.45, 0.32>) })
    intersection {
      sphere { 0, 1 scale <B * 0.62, 0.75, L * 0.26> translate <0, H * 0.75, -L * 0.52> }
      plane { -y, -H * 0.7 }
      texture { Paint(White) }
    }
    #local K = 0;
    #while (K < 3) sphere { <B * 0.47, H * 0.75 + 0.36, -L * (0.46 + 0.07 * K)>, 0.14 scale <1, 1, 1> texture { DarkGlass } } #local K = K + 1; #end
    cone { <0, H * 0.7, Mz>, 0.07, Mt, 0.04 texture { Steel } }
    cylinder { <-0.75, M * 0.62, Mz>, <0.75, M * 0.62, Mz>, 0.02 texture { Steel } }
    cylinder { <0, H + 0.95, Mz>, <0, H + 0.95, -L * 0.10>, 0.05 texture { Steel } }
    sphere_sweep { cubic_spline 7, <0, H + 1.1, Mz>, 0.16, <0, H + 1.1, Mz>, 0.17, <0.02, H + 1.07, -L * 0.45>, 0.15, <0, H + 1.06, -L * 0.32>, 0.14, <-0.02, H + 1.05, -L * 0.2>, 0.11, <0, H + 1.04, -L * 0.11>, 0.08, <0, H + 1.04, -L * 0.1>, 0.08 tolerance 0.02
      texture { pigment { Cover } normal { bumps 0.5 scale <0.1, 0.1, 0.25> } finish { Matte } } }
    Line(Mt, <0, Sheer(1, H), -L * 1.04>, 0.03, 0.013, Steel)
    Line(Mt, <0, Sheer(0, H), 0>, 0.0, 0.013, Steel)
    #local Both = -1;
    #while (Both < 2)
      Line(Mt, <0.75 * Both, M * 0.62, Mz>, 0, 0.011, Steel)
      Line(<0.75 * Both, M * 0.62, Mz>, <B * 0.95 * Both, H, Mz>, 0, 0.011, Steel)
      Line(<0, M * 0.62, Mz>, <B * 0.95 * Both, H, Mz - 0.3>, 0, 0.010, Steel)
      #local K = 0;
      #while (K < 7)
        #local Pk = Shell(K * 0.155, 1, L, B, H, D) * <Both, 1, 1>;
        cylinder { Pk, Pk + y * 0.6, 0.012 texture { Steel } }
        #if (K > 0) cylinder { Pk + y * 0.58, Po + y * 0.58, 0.008 texture { Steel } } cylinder { Pk + y * 0.3, Po + y * 0.3, 0.006 texture { Steel } } #end
        #local Po = Pk;
        #local K = K + 1;
      #end
      #local Both = Both + 2;
    #end
  }
#end
#macro RowingBoat(Body, Inside)
  union {
    Hull(3.6, 0.72, 0.42, 0.15, HullSkin(Body, White, Body * 0.5, 0.42), texture { OldPaint(Inside) }, texture { Timber(rgb <0.40, 0.27, 0.15>) })
    #local K = 0;
    #while (K < 3) box { <-0.62, 0.36, -0.14>, <0.62, 0.40, 0.14> translate z * (-0.7 - 0.85 * K) texture { Timber(rgb <0.5, 0.35, 0.2>) } } #local K = K + 1; #end
    cylinder { <-0.2, 0.46, -0.3>, <0.35, 0.50, -2.8>, 0.028 texture { Timber(rgb <0.62, 0.47, 0.28>) } }
    cylinder { <0.15, 0.46, -0.4>, <-0.3, 0.52, -2.9>, 0.028 texture { Timber(rgb <0.62, 0.47, 0.28>) } }
  }
#end

object { FishingBoat("ANNA MARIE", rgb <0.03, 0.11, 0.28>, rgb <0.72, 0.68, 0.6>, White, 10.2) rotate <0, -3, -1.2> translate <-0.65, 0, 4.2> }
object { FishingBoat("STELLA", rgb <0.36, 0.035, 0.03>, White, rgb <0.66, 0.60, 0.46>, 8.6) rotate <0, 2, 1> translate <-0.9, 0, 16> }
object { FishingBoat("NOORD", rgb <0.04, 0.22, 0.15>, White, White, 8.4) rotate y * -2 translate <-0.9, 0, 27> }
object { Yacht(White, rgb <0.05, 0.1, 0.3>, rgb <0.04, 0.10, 0.30>, 8.5) rotate <0, 178, 1.5> translate <-0.9, 0, 30> }
object { Yacht(rgb <0.70, 0.66, 0.55>, rgb <0.4, 0.06, 0.03>, rgb <0.42, 0.05, 0.04>, 9) rotate <0, 181, -1> translate <-1, 0, 42> }
object { RowingBoat(rgb <0.72, 0.42, 0.04>, rgb <0.05, 0.25, 0.35>) rotate <0, 58, 1> translate <3.5, 0, -3.9> }
object { RowingBoat(rgb <0.10, 0.35, 0.36>, White) rotate <0, -24, -1> translate <5.9, 0, 6.5> }

#declare Covers = array[4] { rgb <0.04, 0.09, 0.28>, rgb <0.36, 0.05, 0.04>, rgb <0.05, 0.2, 0.16>, rgb <0.5, 0.44, 0.34> }
#declare K = 0;
#while (K < 8)
  object { Yacht(rgb Either((K = 3), <0.06, 0.10, 0.22>, <0.74, 0.72, 0.68>), Pick(Covers), Pick(Covers), Rnd(7.5, 10.5)) rotate <0, 90 + Rnd(-3, 3), Rnd(-1.5, 1.5)> translate <9.6, 0, 15 + K * 5.2 + Rnd(-0.4, 0.4)> }
  #declare K = K + 1;
#end
// pontoon of the yachts
box { <8.2, 0.28, 11>, <9.4, 0.46, 60> texture { Timber(rgb <0.40, 0.34, 0.27>) } }
#declare K = 0;
#while (K < 9) cylinder { <8.2, -1, 12 + K * 6>, <8.2, 1.7 + Rnd(0, 0.2), 12 + K * 6>, 0.14 texture { Timber(rgb <0.26, 0.20, 0.15>) } } #declare K = K + 1; #end

// ---- quay ------------------------------------------------------------------------------------------------------

#declare QuayTop = 1.35; #declare QuayX = -3.0;
box { <-40, -2, -30>, <QuayX - 0.12, QuayTop - 0.06, 130> texture { Stone(rgb <0.20, 0.18, 0.15>) } }
#declare Row = 0;
#while (Row < 4)
  #declare Z = -10 + Rnd(0, 0.6);
  #while (Z < 75)
    #declare Len = Rnd(0.7, 1.35);
    #declare H0 = -0.25 + Row * 0.36;
    superellipsoid {
      <0.06, 0.06> scale <0.20, 0.174, Len / 2 - 0.012>
      translate <QuayX - 0.12 + Rnd(-0.025, 0.025), H0 + 0.18, Z + Len / 2>
      texture { Stone(rgb <0.33, 0.28, 0.22> * Rnd(0.78, 1.15)) } texture { Algae }
    }
    #declare Z = Z + Len;
  #end
  #declare Row = Row + 1;
#end
#declare Z = -10;
#while (Z < 90)
  #declare Len = Rnd(1.2, 1.8);
  superellipsoid { <0.05, 0.05> scale <0.36, 0.09, Len / 2 - 0.008> translate <QuayX - 0.26, QuayTop - 0.03, Z + Len / 2> texture { Stone(rgb <0.46, 0.42, 0.36> * Rnd(0.85, 1.1)) } }
  #declare Z = Z + Len;
#end
// paving
box {
  <-12, QuayTop - 0.05, -20>, <QuayX - 0.6, QuayTop + 0.005, 120>
  texture {
    pigment { crackle metric 1 color_map { [0 rgb <0.10, 0.085, 0.07>] [0.06 rgb <0.14, 0.12, 0.10>] [0.12 rgb <0.34, 0.30, 0.26>] [1 rgb <0.42, 0.38, 0.33>] } scale 0.26 }
    normal { crackle 0.6 scale 0.26 }
    finish { Matte }
  }
}
// bollards, ladder, tyres, lamps
#declare Bollard = union {
  cylinder { 0, y * 0.42, 0.13 } sphere { y * 0.42, 0.19 scale <1, 0.8, 1> translate y * 0.09 } cylinder { 0, y * 0.05, 0.24 }
  texture { Iron }
}
#declare Z = -8.5;
#while (Z < 70) object { Bollard translate <QuayX - 0.32, QuayTop + 0.06, Z> } #declare Z = Z + 6; #end
#declare K = 0;
#while (K < 9) cylinder { <QuayX + 0.16, -0.3 + K * 0.21, 7.2>, <QuayX + 0.16, -0.3 + K * 0.21, 7.65>, 0.018 texture { Iron } } #declare K = K + 1; #end
cylinder { <QuayX + 0.16, -0.5, 7.2>, <QuayX + 0.16, QuayTop + 0.25, 7.2>, 0.022 texture { Iron } }
cylinder { <QuayX + 0.16, -0.5, 7.65>, <QuayX + 0.16, QuayTop + 0.25, 7.65>, 0.022 texture { Iron } }
#declare Z = -7;
#while (Z < 40)
  torus { 0.26, 0.10 rotate z * 90 translate <QuayX + 0.2, 0.62, Z> texture { pigment { rgb 0.022 } normal { bumps 0.4 scale 0.03 } finish { Satin } } }
  cylinder { <QuayX + 0.2, 0.85, Z>, <QuayX + 0.05, QuayTop + 0.02, Z>, 0.014 texture { Rope } }
  #declare Z = Z + 2.9;
#end
#macro Lamp()
  union {
    cone { 0, 0.11, y * 0.8, 0.065 } cylinder { y * 0.8, y * 3.6, 0.042 } sphere { y * 0.82, 0.08 } torus { 0.07, 0.03 translate y * 2.9 }
    cylinder { <-0.28, 3.15, 0>, <0.28, 3.15, 0>, 0.018 }
    cone { <0, 3.6, 0>, 0.10, <0, 3.66, 0>, 0.14 }
    cone { <0, 4.12, 0>, 0.22, <0, 4.34, 0>, 0.03 } sphere { y * 4.37, 0.04 }
    #local K = 0;
    #while (K < 4) cylinder { <0.135, 3.66, 0>, <0.19, 4.12, 0>, 0.012 rotate y * (90 * K + 45) } #local K = K + 1; #end
    texture { Iron }
  }
  cone { <0, 3.67, 0>, 0.12, <0, 4.11, 0>, 0.175 open hollow texture { pigment { rgbf <0.95, 0.9, 0.75, 0.55> } finish { diffuse 0.5 ambient 0 emission 0.12 specular 0.6 roughness 0.01 } } }
#end
#declare Z = -2.2;
#while (Z < 70) union { Lamp() rotate y * 20 translate <QuayX - 1.15, QuayTop, Z> } #declare Z = Z + 8.4; #end
// chain rail between the lamps
#declare Z = 8.4;
#while (Z < 60)
  cylinder { <QuayX - 0.75, QuayTop, Z>, <QuayX - 0.75, QuayTop + 0.95, Z>, 0.035 texture { Iron } }
  sphere { <QuayX - 0.75, QuayTop + 0.98, Z>, 0.055 texture { Iron } }
  #if (mod(int(Z / 2.1), 7) != 0)
    Line(<QuayX - 0.75, QuayTop + 0.9, Z>, <QuayX - 0.75, QuayTop + 0.9, Z + 2.1>, 0.14, 0.016, Iron)
    Line(<QuayX - 0.75, QuayTop + 0.5, Z>, <QuayX - 0.75, QuayTop + 0.5, Z + 2.1>, 0.14, 0.016, Iron)
  #end
  #declare Z = Z + 2.1;
#end
// mooring lines
Line(<-0.72, 1.55, -5.4>, <QuayX - 0.32, QuayTop + 0.35, -8.5>, 0.25, 0.022, Rope)
Line(<-1.5, 1.15, -3.2>, <QuayX - 0.32, QuayTop + 0.35, -2.5>, 0.22, 0.022, Rope)
Line(<-1.7, 1.1, 4.0>, <QuayX - 0.32, QuayTop + 0.35, 9.5>, 0.35, 0.022, Rope)
Line(<-1.4, 1.3, 9>, <QuayX - 0.32, QuayTop + 0.35, 9.5>, 0.1, 0.022, Rope)

// ---- houses ----------------------------------------------------------------------------------------------------

#declare FacadeX = -8.2;
#declare WindowGlass = array[4] { rgb <0.015, 0.02, 0.025>, rgb <0.03, 0.03, 0.03>, rgb <0.02, 0.028, 0.035>, rgb <0.10, 0.06, 0.025> }
#macro WindowAt(Yw, Zw, Ww, Hw, Shutter, Frame)
  box { <-0.16, Yw, Zw - Ww / 2>, <-0.12, Yw + Hw, Zw + Ww / 2> texture { pigment { Pick(WindowGlass) } normal { bumps 0.02 scale 0.4 } finish { diffuse 0.5 ambient 0 specular 0.6 roughness 0.005 reflection { 0.05, 0.9 fresnel on } conserve_energy } } interior { ior 1.5 } }
  #if (rand(R) > 0.45) // curtain
    #local Cw = Ww * Rnd(0.16, 0.3);
    box { <-0.118, Yw, Zw - Ww / 2>, <-0.115, Yw + Hw, Zw - Ww / 2 + Cw> texture { pigment { rgb <0.6, 0.57, 0.5> } normal { gradient z 0.8 sine_wave scale 0.07 } finish { Matte } } }
    box { <-0.118, Yw, Zw + Ww / 2 - Cw>, <-0.115, Yw + Hw, Zw + Ww / 2> texture { pigment { rgb <0.6, 0.57, 0.5> } normal { gradient z 0.8 sine_wave scale 0.07 } finish { Matte } } }
  #end
  union {
    box { <-0.12, Yw, Zw - 0.025>, <-0.08, Yw + Hw, Zw + 0.025> }
    box { <-0.12, Yw + Hw * 0.64, Zw - Ww / 2>, <-0.085, Yw + Hw * 0.64 + 0.04, Zw + Ww / 2> }
    box { <-0.12, Yw + Hw * 0.32, Zw - Ww / 2>, <-0.095, Yw + Hw * 0.32 + 0.025, Zw + Ww / 2> }
    difference {
      box { <-0.12, Yw - 0.02, Zw - Ww / 2 - 0.02>, <-0.07, Yw + Hw + 0.02, Zw + Ww / 2 + 0.02> }
      box { <-0.2, Yw + 0.05, Zw - Ww / 2 + 0.05>, <0, Yw + Hw - 0.05, Zw + Ww / 2 - 0.05> }
    }
    texture { Paint(Frame) }
  }
  box { <-0.1, Yw - 0.12, Zw - Ww / 2 - 0.10>, <0.12, Yw - 0.03, Zw + Ww / 2 + 0.10> texture { Stone(rgb <0.5, 0.46, 0.4>) } }
  #local Side = -1;
  #while (Side < 2)
    union {
      box { <0, 0, 0>, <0.035, Hw, Ww / 2> }
      #local Sl = 0;
      #while (Sl < 13) box { <0.02, 0, 0.05>, <0.05, 0.045, Ww / 2 - 0.05> rotate z * -25 translate y * (0.08 + Sl * (Hw - 0.2) / 12.5) } #local Sl = Sl + 1; #end
      rotate y * (rand(R) > 0.75 ? -Rnd(8, 30) : -Rnd(0, 3))
      scale <1, 1, Side>
      translate <0.02, Yw, Zw + Side * (Ww / 2 + 0.03)>
      texture { OldPaint(Shutter) }
    }
    #local Side = Side + 2;
  #end
  #if (rand(R) > 0.62) // flower box
    box { <0.02, Yw - 0.02, Zw - Ww / 2>, <0.24, Yw + 0.16, Zw + Ww / 2> texture { Timber(rgb <0.3, 0.16, 0.08>) } }
    #local Fl = 0;
    #while (Fl < 42)
      sphere { <Rnd(0.02, 0.28), Yw + Rnd(0.14, 0.34), Zw + Rnd(-0.5, 0.5) * Ww>, Rnd(0.025, 0.055) texture { pigment { rgb Either((rand(R) > 0.5), Pick(Leaf), <0.62, 0.03, 0.06> * Rnd(0.7, 1.2)) } finish { Matte } } }
      #local Fl = Fl + 1;
    #end
  #end
#end
#macro House(Z0, W, Floors, Cols, Wall, Shutter, Tile)
  #local FH = 2.85; #local HH = FH * Floors + 0.45; #local Cw = W / Cols; #local Depth = 7;
  #local RoofH = 2.3; #local Frame = rgb <0.66, 0.64, 0.6>;
  union {
    difference {
      box { <-Depth, 0, Z0>, <0, HH, Z0 + W> }
      #local F = 0;
      #while (F < Floors)
        #local C = 0;
        #while (C < Cols)
          box { <-0.2, F * FH + (F = 0 ? 0.02 : 0.95), Z0 + (C + 0.5) * Cw - (F = 0 ? 0.62 : 0.47)>, <0.2, F * FH + (F = 0 ? 2.35 : 2.5), Z0 + (C + 0.5) * Cw + (F = 0 ? 0.62 : 0.47)> }
          #local C = C + 1;
        #end
        #local F = F + 1;
      #end
      Plaster(Wall)
    }
    #local F = 1;
    #while (F < Floors)
      #local C = 0;
      #while (C < Cols) WindowAt(F * FH + 0.95, Z0 + (C + 0.5) * Cw, 0.94, 1.55, Shutter, Frame) #local C = C + 1; #end
      box { <0, F * FH + 0.30, Z0>, <0.05, F * FH + 0.44, Z0 + W> texture { Stone(rgb <0.5, 0.44, 0.37>) } }
      #local F = F + 1;
    #end
    // ground floor: doors and shop windows
    #local C = 0;
    #while (C < Cols)
      #local Zc = Z0 + (C + 0.5) * Cw;
      #if (mod(C, 2) = 0)
        box { <-0.18, 0, Zc - 0.62>, <-0.12, 2.35, Zc + 0.62> texture { OldPaint(Shutter * 0.8) } }
        box { <-0.125, 1.3, Zc - 0.45>, <-0.11, 2.2, Zc - 0.06> texture { DarkGlass } }
        box { <-0.125, 1.3, Zc + 0.06>, <-0.11, 2.2, Zc + 0.45> texture { DarkGlass } }
        box { <-0.125, 0.2, Zc - 0.02>, <-0.10, 2.3, Zc + 0.02> texture { OldPaint(Shutter * 0.5) } }
      #else
        box { <-0.18, 0.5, Zc - 0.62>, <-0.12, 2.35, Zc + 0.62> texture { DarkGlass } }
        box { <-0.18, 0, Zc - 0.62>, <-0.08, 0.5, Zc + 0.62> texture { OldPaint(Shutter) } }
        box { <-0.13, 0.5, Zc - 0.02>, <-0.09, 2.35, Zc + 0.02> texture { Paint(Frame) } }
      #end
      #local C = C + 1;
    #end
    box { <-0.05, 0, Z0>, <0.04, 0.45, Z0 + W> texture { Stone(rgb <0.30, 0.27, 0.24>) } }
    // cornice, gutter, downpipe
    box { <-0.1, HH - 0.16, Z0 - 0.02>, <0.22, HH, Z0 + W + 0.02> texture { Stone(rgb <0.55, 0.50, 0.43>) } }
    cylinder { <0.33, HH + 0.02, Z0>, <0.33, HH + 0.02, Z0 + W>, 0.07 texture { Iron } }
    cylinder { <0.08, 0.2, Z0 + 0.12>, <0.08, HH, Z0 + 0.12>, 0.045 texture { Iron } }
    // tiles: half-round rows down the slope, each with a slightly different clay
    #local Slope = degrees(atan2(RoofH, Depth / 2)); #local RL = sqrt(RoofH * RoofH + Depth * Depth / 4) + 0.4;
    #local T = 0;
    #while (T < W / 0.21)
      union {
        #local Q = 0;
        #while (Q < RL / 0.36)
          cone { <-0.36 * Q, 0, 0>, 0.105, <-0.36 * (Q + 1.15), 0.05, 0>, 0.085 texture { pigment { Tile * Rnd(0.62, 1.2) } finish { Matte } } }
          #local Q = Q + 1;
        #end
        rotate z * -Slope translate <0.36, HH - 0.04, Z0 + 0.105 + T * 0.21>
      }
      #local T = T + 1;
    #end
    prism { linear_spline 0, W, 4, <0, 0>, <-Depth, 0>, <-Depth / 2, RoofH>, <0, 0> rotate x * -90 scale <1, 1, -1> translate <0.1, HH - 0.06, Z0> Plaster(Wall * 0.9) }
    // chimney
    #local Zc = Z0 + W * Rnd(0.2, 0.8);
    box { <-2.6, HH + 1.0, Zc - 0.35>, <-1.9, HH + 2.9, Zc + 0.35> Plaster(rgb <0.38, 0.24, 0.18>) }
    box { <-2.7, HH + 2.9, Zc - 0.42>, <-1.8, HH + 3.02, Zc + 0.42> texture { Stone(rgb <0.35, 0.3, 0.26>) } }
    cylinder { <-2.25, HH + 3.0, Zc>, <-2.25, HH + 3.35, Zc>, 0.12 texture { pigment { Tile } finish { Matte } } }
    translate <FacadeX, QuayTop, 0>
  }
#end
#declare Clay = rgb <0.42, 0.17, 0.085>;
House(-7.5, 6.6, 3, 3, rgb <0.62, 0.40, 0.17>, rgb <0.05, 0.17, 0.13>, Clay)
House(-0.8, 5.6, 4, 3, rgb <0.56, 0.24, 0.16>, rgb <0.36, 0.37, 0.33>, Clay * 0.85)
House( 4.9, 6.2, 3, 3, rgb <0.66, 0.58, 0.46>, rgb <0.06, 0.18, 0.30>, Clay)
House(11.2, 5.2, 3, 2, rgb <0.34, 0.43, 0.44>, rgb <0.56, 0.54, 0.48>, Clay * 1.1)
House(16.5, 6.4, 4, 3, rgb <0.66, 0.47, 0.28>, rgb <0.30, 0.08, 0.04>, Clay * 0.8)
House(25.5, 5.6, 3, 2, rgb <0.60, 0.32, 0.24>, rgb <0.10, 0.22, 0.16>, Clay)
House(31.2, 6.4, 3, 3, rgb <0.68, 0.64, 0.56>, rgb <0.08, 0.14, 0.26>, Clay * 0.9)
House(37.7, 5.6, 4, 2, rgb <0.60, 0.46, 0.22>, rgb <0.14, 0.20, 0.12>, Clay)
House(43.4, 6.8, 3, 3, rgb <0.50, 0.26, 0.20>, rgb <0.5, 0.48, 0.42>, Clay * 0.9)
House(50.3, 6.0, 3, 2, rgb <0.66, 0.55, 0.40>, rgb <0.05, 0.17, 0.26>, Clay)
House(56.4, 6.0, 4, 3, rgb <0.55, 0.50, 0.44>, rgb <0.24, 0.10, 0.05>, Clay)

// signs, awnings, parasols
#macro Sign(S, P, Size, Tex) text { ttf "timrom.ttf" S 0.06, 0 scale <Size, Size, 1> rotate y * -90 translate P texture { Tex } } #end
box { <FacadeX + 0.02, QuayTop + 2.62, 5.4>, <FacadeX + 0.09, QuayTop + 3.22, 10.6> texture { OldPaint(rgb <0.05, 0.13, 0.22>) } }
Sign("CAFE  DU  PORT", <FacadeX + 0.13, QuayTop + 2.74, 5.65>, 0.62, texture { Paint(rgb <0.78, 0.66, 0.36>) })
box { <FacadeX + 0.02, QuayTop + 2.62, -6.9>, <FacadeX + 0.09, QuayTop + 3.2, -1.6> texture { OldPaint(rgb <0.10, 0.06, 0.03>) } }
Sign("BOULANGERIE", <FacadeX + 0.13, QuayTop + 2.74, -6.55>, 0.6, texture { Paint(rgb <0.75, 0.70, 0.55>) })
#macro Awning(Z0, Z1, C1, C2)
  difference {
    prism { linear_spline 0, Z1 - Z0, 5, <0, 2.65>, <1.7, 2.05>, <1.7, 1.80>, <0, 1.80>, <0, 2.65> rotate x * -90 scale <1, 1, -1> translate z * Z0 }
    prism { linear_spline -0.03 , Z1 - Z0 + 1, 5, <-0.1, 2.64>, <1.68, 2.01>, <1.68, 1.5>, <-0.1, 1.5>, <-0.1, 2.64> rotate x * -90 scale <1, 1, -1> translate z * Z0 }
    translate <FacadeX, QuayTop, 0>
    texture { pigment { gradient z color_map { [0 C1] [0.5 C1] [0.5 C2] [1 C2] } scale 0.42 } finish { Matte } }
  }
#end
Awning(5.3, 10.7, rgb <0.55, 0.04, 0.03>, rgb <0.72, 0.68, 0.58>)
Awning(17, 22.2, rgb <0.04, 0.20, 0.16>, rgb <0.72, 0.68, 0.58>)
#macro Table(P)
  union {
    cylinder { <0, 0.72, 0>, <0, 0.75, 0>, 0.36 texture { Paint(rgb <0.6, 0.57, 0.5>) } }
    cylinder { 0, y * 0.72, 0.03 texture { Iron } } cylinder { 0, y * 0.03, 0.22 texture { Iron } }
    #local K = 0;
    #while (K < 3)
      union {
        box { <-0.2, 0.43, -0.2>, <0.2, 0.46, 0.2> }
        box { <-0.2, 0.58, 0.18>, <0.2, 0.86, 0.21> }
        #local Q = 0;
        #while (Q < 4) cylinder { <(mod(Q, 2) - 0.5) * 0.36, 0, (int(Q / 2) - 0.5) * 0.36>, <(mod(Q, 2) - 0.5) * 0.36, (Q > 1 ? 0.86 : 0.44), (int(Q / 2) - 0.5) * 0.36>, 0.015 } #local Q = Q + 1; #end
        translate z * 0.62 rotate y * (K * 120 + Rnd(-20, 20))
        texture { Timber(rgb <0.42, 0.24, 0.11>) }
      }
      #local K = K + 1;
    #end
    translate P
  }
#end
#macro Parasol(P, C1, C2)
  union {
    cylinder { 0, y * 2.5, 0.028 texture { Timber(rgb <0.6, 0.45, 0.28>) } }
    #local K = 0;
    #while (K < 8)
      #local A0 = K * 45; #local A1 = A0 + 45;
      mesh {
        triangle { <0, 2.6, 0>, <1.35 * cos(radians(A0)), 2.05, 1.35 * sin(radians(A0))>, <1.35 * cos(radians(A1)), 2.05, 1.35 * sin(radians(A1))> }
        triangle { <1.35 * cos(radians(A0)), 2.05, 1.35 * sin(radians(A0))>, <1.35 * cos(radians(A1)), 2.05, 1.35 * sin(radians(A1))>, <1.36 * cos(radians(A1)), 1.86, 1.36 * sin(radians(A1))> }
        triangle { <1.35 * cos(radians(A0)), 2.05, 1.35 * sin(radians(A0))>, <1.36 * cos(radians(A0)), 1.86, 1.36 * sin(radians(A0))>, <1.36 * cos(radians(A1)), 1.86, 1.36 * sin(radians(A1))> }
        texture { pigment { rgb Either(mod(K, 2), C1, C2) } finish { diffuse 0.6, 0.3 ambient 0 } }
      }
      #local K = K + 1;
    #end
    rotate y * Rnd(0, 40) translate P
  }
#end
#declare K = 0;
#while (K < 3)
  Table(<-5.9 + Rnd(-0.2, 0.2), QuayTop, 5.6 + K * 2.3>)
  Parasol(<-5.6, QuayTop, 6.3 + K * 2.5>, <0.62, 0.05, 0.03>, <0.70, 0.66, 0.58>)
  #declare K = K + 1;
#end
#declare K = 0;
#while (K < 2)
  Table(<-5.9, QuayTop, 18 + K * 2.4>)
  Parasol(<-5.5, QuayTop, 18.4 + K * 2.9>, <0.70, 0.44, 0.06>, <0.70, 0.66, 0.58>)
  #declare K = K + 1;
#end

// ---- trees -----------------------------------------------------------------------------------------------------

#macro LeafCluster(N, Size)
  mesh {
    #local I = 0;
    #while (I < N)
      #local A = Rnd(0, 2 * pi); #local E = Rnd(-1, 1); #local Rr = pow(rand(R), 0.4);
      #local P = <cos(A) * sqrt(1 - E * E), E, sin(A) * sqrt(1 - E * E)> * Rr;
      #local T1 = vnormalize(<Rnd(-1, 1), Rnd(-1, 0.6), Rnd(-1, 1)>) * Size;
      #local T2 = vnormalize(vcross(T1, <Rnd(-1, 1), Rnd(-1, 1), Rnd(-1, 1)>)) * Size * 0.36;
      triangle { P, P + T1 * 0.5 + T2, P + T1 } triangle { P, P + T1 * 0.5 - T2, P + T1 }
      #local I = I + 1;
    #end
  }
#end
#declare Cluster = array[4]
#declare K = 0;
#while (K < 4) #declare Cluster[K] = LeafCluster(700, 0.13) #declare K = K + 1; #end
#macro LeafTex(C) texture { pigment { rgb C } finish { diffuse 0.62, 0.38 ambient 0 specular 0.12 roughness 0.06 } } #end
#macro Tree(P, Hh, Spread, N)
  union {
    cone { 0, 0.16, <0.05, Hh * 0.55, 0.03>, 0.10 texture { Timber(rgb <0.26, 0.19, 0.13>) } }
    #local I = 0;
    #while (I < N)
      #local A = Rnd(0, 2 * pi); #local Q = sqrt(rand(R)) * Spread; #local Yq = Hh + Rnd(-0.36, 0.42) * Spread * 1.5 * (1.05 - Q / Spread * 0.6);
      #local E = <cos(A) * Q, Yq, sin(A) * Q>;
      #if (rand(R) > 0.5) cone { <0.05, Hh * 0.53, 0.03>, 0.06, E, 0.015 texture { Timber(rgb <0.24, 0.17, 0.12>) } } #end
      object { Cluster[int(rand(R) * 3.999)] scale Rnd(0.45, 0.85) rotate <Rnd(0, 360), Rnd(0, 360), 0> translate E LeafTex(Pick(Leaf) * Rnd(0.8, 1.15)) }
      #local I = I + 1;
    #end
    translate P
  }
#end
Tree(<-5.4, QuayTop, 14.4>, 3.6, 1.7, 60)
Tree(<-5.4, QuayTop, 24.4>, 4.0, 1.9, 60)
Tree(<-5.6, QuayTop, 36>, 3.8, 1.8, 40)
Tree(<-5.6, QuayTop, 48>, 4.0, 2.0, 36)
Tree(<-9.0, QuayTop, 24.2>, 6.5, 1.6, 46)
// vine on the second facade
#declare K = 0;
#while (K < 90)
  #declare T = rand(R);
  object { Cluster[int(rand(R) * 3.999)] scale <0.16, 0.30, 0.30> * Rnd(0.8, 1.3) rotate x * Rnd(0, 360)
    translate <FacadeX + 0.08, QuayTop + T * 7.6, -0.75 + Rnd(-0.3, 0.5) + 0.9 * T * T * rand(R)> LeafTex(Either((rand(R) > 0.85), <0.34, 0.10, 0.04>, Pick(Leaf)) * Rnd(0.8, 1.2)) }
  #declare K = K + 1;
#end
// plant tubs along the terrace
#declare K = 0;
#while (K < 6)
  #declare P = <-4.75, QuayTop, 5.0 + K * 1.35>;
  cone { P, 0.16, P + y * 0.34, 0.22 texture { pigment { Clay * Rnd(0.9, 1.2) } finish { Matte } } }
  object { Cluster[mod(K, 4)] scale <0.30, 0.34, 0.30> translate P + y * 0.58 LeafTex(Pick(Leaf)) }
  #declare Q = 0;
  #while (Q < 12) sphere { P + <Rnd(-0.27, 0.27), Rnd(0.55, 0.88), Rnd(-0.27, 0.27)>, 0.035 texture { pigment { rgb Either(mod(K, 2), <0.65, 0.04, 0.10>, <0.70, 0.30, 0.40>) } finish { Matte } } } #declare Q = Q + 1; #end
  #declare K = K + 1;
#end

// ---- the far shore ---------------------------------------------------------------------------------------------

#declare HillFn = function { pattern { granite scale 1.6 octaves 3 } }
#declare HillShape = function { pattern { bozo turbulence 0.3 octaves 3 scale 0.22 translate 4.3 } }
#declare Hills = height_field {
  function 320, 320 { 0.02 + 0.75 * HillShape(x, y, 0) * (0.35 + 0.65 * (1 - y)) * min(1, (1 - y) * 6) + 0.02 * HillFn(x * 6, y * 6, 0) }
  smooth
  translate <-0.5, 0, 0> scale <620, 46, 190>
  translate <40, -1.2, 118>
}
object {
  Hills
  texture {
    pigment { bozo turbulence 0.7 octaves 6 color_map { [0 rgb <0.05, 0.075, 0.025>] [0.45 rgb <0.10, 0.12, 0.035>] [0.6 rgb <0.22, 0.20, 0.07>] [0.75 rgb <0.12, 0.14, 0.04>] [1 rgb <0.30, 0.24, 0.12>] } scale 14 }
    normal { granite 0.9 scale 6 }
    finish { Matte }
  }
}
#declare FarWalls = array[6] { rgb <0.66, 0.60, 0.50>, rgb <0.62, 0.44, 0.26>, rgb <0.55, 0.30, 0.22>, rgb <0.68, 0.64, 0.58>, rgb <0.58, 0.48, 0.36>, rgb <0.48, 0.46, 0.44> }
#macro FarHouse(P, W, H)
  #local C = Pick(FarWalls);
  union {
    box { <-W / 2, -6, 0>, <W / 2, H, 5> texture { pigment { C } finish { Matte } } }
    prism { linear_spline 0, W + 0.5, 4, <-0.3, 0>, <5.3, 0>, <2.5, 1.9>, <-0.3, 0> rotate <-90, 0, 0> rotate y * 90 translate <-W / 2 - 0.25, H, 0> scale <1, 1, 1> texture { pigment { Clay * Rnd(0.8, 1.25) } finish { Matte } } }
    #local F = 0;
    #while (F < int(H / 2.7))
      #local Cc = 0; #local Nc = int(W / 1.9);
      #while (Cc < Nc) box { <-0.42, 0, -0.04>, <0.42, 1.4, 0.1> translate <-W / 2 + (Cc + 0.5) * W / Nc, 0.8 + F * 2.7, 0> texture { pigment { rgb <0.06, 0.06, 0.065> } finish { Satin } } } #local Cc = Cc + 1; #end
      #local F = F + 1;
    #end
    translate P
  }
#end
#declare X = -40;
#while (X < 130)
  #declare W = Rnd(5, 9);
  FarHouse(<X, 1.2, 112 + Rnd(-1.5, 3)>, W, Rnd(5, 10))
  #declare X = X + W + (rand(R) > 0.75 ? Rnd(1, 5) : 0.1);
#end
#declare K = 0;
#while (K < 60)
  #declare X = Rnd(-60, 150); #declare Z = Rnd(125, 190);
  #declare Nn = <0, 0, 0>;
  #declare Pp = trace(Hills, <X, 100, Z>, -y, Nn);
  #if (vlength(Nn) > 0) FarHouse(Pp + y * 0.5, Rnd(5, 8), Rnd(4, 7)) #end
  #declare K = K + 1;
#end
#declare K = 0;
#while (K < 420)
  #declare X = Rnd(-80, 170); #declare Z = Rnd(116, 230);
  #declare Nn = <0, 0, 0>;
  #declare Pp = trace(Hills, <X, 100, Z>, -y, Nn);
  #if (vlength(Nn) > 0)
    object { Cluster[mod(K, 4)] scale <Rnd(1.5, 3), Rnd(1.8, 4), Rnd(1.5, 3)> translate Pp + y * 1.6 LeafTex(Pick(Leaf) * Rnd(0.6, 1.0)) }
  #end
  #declare K = K + 1;
#end
box { <-60, -1, 106>, <140, 1.25, 113> texture { Stone(rgb <0.33, 0.29, 0.24>) } texture { Algae } }
// church
union {
  box { <-2.4, 0, -2.4>, <2.4, 17, 2.4> Plaster(rgb <0.58, 0.48, 0.36>) }
  box { <-2.7, 16.6, -2.7>, <2.7, 17.2, 2.7> texture { Stone(rgb <0.5, 0.45, 0.38>) } }
  cone { y * 17.2, 2.9, y * 25, 0 texture { pigment { rgb <0.16, 0.24, 0.22> } finish { Satin } } }
  box { <-0.7, 12, -2.5>, <0.7, 15, 2.5> texture { pigment { rgb 0.03 } finish { Matte } } }
  cylinder { <0, 10.2, -2.45>, <0, 10.2, -2.35>, 1.0 texture { pigment { rgb 0.7 } finish { Matte } } }
  cylinder { y * 25, y * 26.6, 0.06 texture { Iron } }
  translate <27, 3, 122>
}
// mole and lighthouse
#declare K = 0;
#while (K < 520)
  #declare X = Rnd(24, 75);
  superellipsoid { <0.35, 0.35> scale <Rnd(0.4, 1.1), Rnd(0.35, 0.8), Rnd(0.4, 1)> rotate <Rnd(0, 90), Rnd(0, 90), Rnd(0, 90)> translate <X, Rnd(-0.4, 1.5), 84 + Rnd(-2.2, 2.2)> texture { Stone(rgb <0.28, 0.25, 0.21> * Rnd(0.7, 1.2)) } }
  #declare K = K + 1;
#end
union {
  cone { 0, 1.5, y * 9, 1.05 texture { pigment { gradient y color_map { [0 rgb <0.70, 0.67, 0.6>] [0.5 rgb <0.70, 0.67, 0.6>] [0.5 rgb <0.55, 0.05, 0.03>] [1 rgb <0.55, 0.05, 0.03>] } scale 3.6 } finish { Matte } } }
  cylinder { y * 9, y * 9.25, 1.6 texture { Iron } }
  #declare K = 0;
  #while (K < 16) cylinder { <1.5, 9.2, 0>, <1.5, 10.1, 0>, 0.03 rotate y * 22.5 * K texture { Iron } } #declare K = K + 1; #end
  torus { 1.5, 0.04 translate y * 10.1 texture { Iron } }
  cylinder { y * 9.2, y * 11, 0.8 texture { DarkGlass } }
  cone { y * 11, 1.05, y * 12.2, 0.1 texture { Paint(rgb <0.5, 0.05, 0.03>) } }
  translate <27, 1.4, 84>
}

// ---- the pier in front -----------------------------------------------------------------------------------------

#declare PierY = 1.25;
// lobster pots
#macro Pot(P, A)
  union {
    #local K = 0;
    #while (K < 5) intersection { torus { 0.26, 0.014 rotate x * 90 } plane { -y, 0 } translate z * (K * 0.17 - 0.34) texture { Timber(rgb <0.45, 0.32, 0.2>) } } #local K = K + 1; #end
    #local K = 0;
    #while (K < 11)
      #local An = K * pi / 10;
      cylinder { <0.26 * cos(An), 0.26 * sin(An), -0.35>, <0.26 * cos(An), 0.26 * sin(An), 0.35>, 0.011 texture { Timber(rgb <0.45, 0.32, 0.2>) } }
      #local K = K + 1;
    #end
    #local K = 0;
    #while (K < 26)
      intersection { torus { 0.25, 0.0045 rotate x * 90 } plane { -y, 0 } translate z * (K * 0.027 - 0.34) texture { pigment { rgb <0.05, 0.24, 0.22> } finish { Matte } } }
      #local K = K + 1;
    #end
    box { <-0.27, -0.02, -0.36>, <0.27, 0.015, 0.36> texture { Timber(rgb <0.38, 0.27, 0.17>) } }
    rotate y * A translate P
  }
#end
union {
  #declare Z = -16;
  #while (Z < -4.2)
    box { <3.3 + Rnd(-0.05, 0.03), PierY - 0.06 + Rnd(-0.006, 0.006), Z>, <10, PierY + Rnd(-0.006, 0.006), Z + 0.185> texture { Timber(rgb <0.40, 0.33, 0.26> * Rnd(0.72, 1.15)) rotate y * 90 } }
    #declare K = 0;
    #while (K < 4) sphere { <3.5 + K * 1.7 + Rnd(-0.02, 0.02), PierY + 0.004, Z + 0.05>, 0.013 texture { Iron } } sphere { <3.5 + K * 1.7 + Rnd(-0.02, 0.02), PierY + 0.004, Z + 0.14>, 0.013 texture { Iron } } #declare K = K + 1; #end
    #declare Z = Z + 0.2;
  #end
  box { <3.4, PierY - 0.32, -16>, <3.6, PierY - 0.06, -4.25> texture { Timber(rgb <0.28, 0.22, 0.17>) } }
  box { <3.4, PierY - 0.32, -4.45>, <10, PierY - 0.06, -4.28> texture { Timber(rgb <0.28, 0.22, 0.17>) } }
  #declare K = 0;
  #while (K < 4)
    cylinder { <3.5 + K * 2.1, -2, -4.4>, <3.5 + K * 2.1, PierY + (K = 0 ? 0.85 : 0.75), -4.4>, 0.15 texture { Timber(rgb <0.30, 0.23, 0.17>) rotate x * 90 } texture { Algae } }
    cone { <3.5 + K * 2.1, PierY + (K = 0 ? 0.85 : 0.75), -4.4>, 0.16, <3.5 + K * 2.1, PierY + (K = 0 ? 0.92 : 0.82), -4.4>, 0.10 texture { Stone(rgb <0.4, 0.38, 0.34>) } }
    #if (K > 0)
      Line(<3.5 + (K - 1) * 2.1, PierY + 0.66, -4.4>, <3.5 + K * 2.1, PierY + 0.66, -4.4>, 0.16, 0.024, Rope)
      Line(<3.5 + (K - 1) * 2.1, PierY + 0.34, -4.4>, <3.5 + K * 2.1, PierY + 0.34, -4.4>, 0.16, 0.024, Rope)
    #end
    torus { 0.165, 0.025 translate <3.5 + K * 2.1, PierY + 0.66, -4.4> texture { Rope } }
    #declare K = K + 1;
  #end
  cylinder { <3.5, -2, -9>, <3.5, PierY + 0.75, -9>, 0.14 texture { Timber(rgb <0.30, 0.23, 0.17>) rotate x * 90 } }
  Line(<3.5, PierY + 0.6, -9>, <3.5, PierY + 0.66, -4.4>, 0.22, 0.024, Rope)
  // coil of rope
  #declare K = 0;
  #while (K < 9)
    torus { 0.30 - 0.014 * mod(K, 3) - 0.012 * K / 3, 0.026 rotate <Rnd(-2, 2), Rnd(0, 360), Rnd(-2, 2)> translate <5.0 + Rnd(-0.012, 0.012), PierY + 0.026 + 0.032 * K, -6.9 + Rnd(-0.012, 0.012)> texture { Rope } }
    #declare K = K + 1;
  #end
  // lobster pots, buoys, a life ring
  Pot(<6.3, PierY + 0.02, -5.5>, 20)
  Pot(<6.95, PierY + 0.02, -5.2>, -14)
  Pot(<6.6, PierY + 0.30, -5.3>, 70)
  sphere { <5.65, PierY + 0.17, -5.5>, 0.17 texture { Paint(rgb <0.80, 0.20, 0.03>) } }
  sphere { <5.42, PierY + 0.14, -5.85>, 0.14 texture { Paint(rgb <0.74, 0.52, 0.06>) } }
  object { LifeRing(0.32) rotate <-78, 12, 0> translate <7.72, PierY + 0.42, -4.62> }
  translate <1.5, 0, -2.3>
}
// gulls
#macro Gull(P, S, A)
  union {
    sphere { 0, 1 scale <0.09, 0.08, 0.26> }
    mesh { triangle { <0, 0.02, -0.1>, <0, 0.02, 0.12>, <0.45, 0.17, 0.0> } triangle { <0.45, 0.17, 0.0>, <0.3, 0.10, -0.1>, <0.95, 0.10, 0.16> } triangle { <0, 0.02, -0.1>, <0, 0.02, 0.12>, <-0.45, 0.17, 0> } triangle { <-0.45, 0.17, 0>, <-0.3, 0.10, -0.1>, <-0.95, 0.10, 0.16> } }
    texture { pigment { rgb 0.75 } finish { diffuse 0.7, 0.3 ambient 0 } }
    scale S rotate A translate P
  }
#end
Gull(<3, 9.6, 18>, 0.9, <10, 60, 20>)
Gull(<5.5, 8.6, 24>, 0.9, <0, 100, -18>)
Gull(<8.2, 10.6, 30>, 0.9, <0, 30, 14>)
